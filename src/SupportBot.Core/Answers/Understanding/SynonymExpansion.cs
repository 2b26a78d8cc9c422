using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>Adds the brand's synonyms of a question's words, for both legs of the search and the evidence.</summary>
internal static class SynonymExpansion
{
    public static Understood.Search With(this Understood.Search asked, BrandSynonyms synonyms)
    {
        var language = asked.Language ?? Lexicon.LanguageOf(asked.Words, "en");
        var matches = synonyms.In(asked.Text, language).ToList();
        if (matches.Count == 0) return asked;
        var others = matches.SelectMany(match => match.Others).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return asked with
        {
            SearchText = $"{asked.SearchText} {string.Join(' ', others)}",
            Meaning = $"{asked.Text} ({string.Join(", ", others)})",
            Terms = [.. asked.Terms.Select(term => term with { Alternatives = Alternatives(term, matches, language) })],
        };
    }

    private static IReadOnlyList<IReadOnlyList<Synonym>> Alternatives(
        Term term, IReadOnlyList<SynonymMatch> matches, string language) =>
        [.. from match in matches
            where match.Stems.Contains(term.Stem)
            from other in match.Others
            select (IReadOnlyList<Synonym>)[.. Words.Of(other).Select(
                word => new Synonym(word.Lower, Stemmer.Stem(word.Lower, language)))]];
}
