using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Core.Gaps;

/// <summary>
/// Finds the words of unanswered questions that no document in their language holds: candidates for synonyms.
/// </summary>
internal static class UnknownWords
{
    private const int Most = 10;

    // Each word is counted in the index.
    private const int MaxQuestions = 10_000;

    private const double Strong = 0.4;

    /// <param name="questions">The open questions.</param>
    /// <param name="engine">Knows which words the documents hold.</param>
    /// <param name="synonyms">The words of these are known.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Those of most conversations first; none of a language that no document is in.</returns>
    public static async Task<IReadOnlyList<UnknownWord>> FindAsync(
        IReadOnlyList<OpenQuestion> questions, ISearchEngine engine, BrandSynonyms synonyms,
        CancellationToken cancellationToken)
    {
        var words = new List<UnknownWord>();
        var read = questions.TakeLast(MaxQuestions).Select(question => (Question: question,
            Language: Lexicon.LanguageOf([.. Words.Of(question.Question).Select(word => word.Lower)], "en")));
        foreach (var group in read.GroupBy(one => one.Language, one => one.Question))
        {
            var asked = group.SelectMany(question => TermsOf(question, group.Key, synonyms)
                .Select(term => (Term: term, Question: question))).ToLookup(one => one.Term.Stem);
            var unknown = await UnknownAsync(
                [.. asked.Select(same => same.First().Term)], group.Key, engine, cancellationToken)
                .ConfigureAwait(false);
            words.AddRange(asked.Where(same => unknown.Contains(same.Key)).Select(same => new UnknownWord(
                same.First().Term.Word,
                same.Select(one => one.Question.ConversationId).Distinct().Count(),
                same.Last().Question.Question)));
        }
        return [.. words.OrderByDescending(word => word.Conversations)
            .ThenBy(word => word.Word, StringComparer.Ordinal).Take(Most)];
    }

    // Without numbers, words that say little, and those of the brand's synonyms.
    private static IEnumerable<Term> TermsOf(OpenQuestion question, string language, BrandSynonyms synonyms)
    {
        var known = synonyms.In(question.Question, language).SelectMany(match => match.Stems).ToHashSet();
        return Terms.Of(question.Question, language).Where(term =>
            term.Weight >= Strong && term.Word.Any(char.IsLetter) && !known.Contains(term.Stem));
    }

    private static async Task<HashSet<string>> UnknownAsync(
        IReadOnlyList<Term> terms, string language, ISearchEngine engine, CancellationToken cancellationToken)
    {
        var words = terms.Select(term => (string[])
            [term.Word, .. Lexicon.Of(language).SameAs(term.Stem).Select(same => same.Word)]).ToList();
        var counts = await engine.CountAsync([.. words.SelectMany(same => same)], language, cancellationToken)
            .ConfigureAwait(false);
        if (counts.Chunks == 0) return [];
        var counted = new Queue<long>(counts.PerWord);
        return [.. terms.Zip(words).Where(pair => pair.Second.Sum(_ => counted.Dequeue()) == 0)
            .Select(pair => pair.First.Stem)];
    }
}
