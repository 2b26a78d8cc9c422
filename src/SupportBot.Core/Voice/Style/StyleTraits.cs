using System.Collections.Frozen;
using SupportBot.Core.Language;

namespace SupportBot.Core.Voice.Style;

/// <summary>
/// Lengths and rates of a text, in the order of <see cref="Names"/>. Which words are pronouns is in
/// <c>Language/{language}/style.txt</c>.
/// </summary>
internal static class StyleTraits
{
    /// <summary>Rates are per word, marks per sentence.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "words a sentence", "letters a word", "contractions", "first person", "first person plural", "second person",
        "exclamation marks", "question marks", "commas", "dashes",
    ];

    private static readonly string[] Persons = ["first person", "first person plural", "second person"];

    private static readonly string[] Marks = ["!", "?", ",", "–—"];

    private static readonly FrozenDictionary<string, FrozenSet<string>[]> Pronouns =
        new[] { "en", "de" }.ToFrozenDictionary(language => language, Read);

    public static double[] Of(VoiceText text, string language)
    {
        var words = VoicePatterns.Word.Matches(text.Prose)
            .Select(match => match.Value.Replace('’', '\'').ToLowerInvariant()).ToList();
        var count = Math.Max(1.0, words.Count);
        var sentences = Math.Max(1.0, text.Parts(VoiceScope.Sentence).Count());
        return
        [
            words.Count / sentences, words.Sum(word => word.Length) / count,
            words.Count(word => word.Contains('\'')) / count,
            .. Pronouns.GetValueOrDefault(language, Pronouns["en"])
                .Select(pronouns => words.Count(word => pronouns.Contains(word.Split('\'')[0])) / count),
            .. Marks.Select(marks => text.Prose.Count(marks.Contains) / sentences),
        ];
    }

    private static FrozenSet<string>[] Read(string language)
    {
        var sections = WordFile.Read($"{language}/style.txt");
        return [.. Persons.Select(person =>
            sections[person].SelectMany(WordFile.Split).ToFrozenSet(StringComparer.Ordinal))];
    }
}
