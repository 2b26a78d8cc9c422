namespace SupportBot.Core.Voice;

/// <summary>Counts of a text's prose, named as the linter Vale names them.</summary>
/// <param name="Words">Words with letters.</param>
/// <param name="Sentences">Sentences that hold letters.</param>
/// <param name="Paragraphs">Paragraphs that hold letters.</param>
/// <param name="Characters">Letters of all words.</param>
/// <param name="Syllables">Groups of vowels, without a silent e at the end of English words.</param>
/// <param name="PolysyllabicWords">Words of three syllables or more.</param>
/// <param name="LongWords">Words of more than six letters.</param>
public sealed record TextMetrics(
    int Words, int Sentences, int Paragraphs, int Characters, int Syllables, int PolysyllabicWords, int LongWords)
{
    private const int LongWord = 7;
    private const int Polysyllabic = 3;

    /// <summary>The names that a formula may use.</summary>
    public static IReadOnlyDictionary<string, Func<TextMetrics, double>> Names { get; } =
        new Dictionary<string, Func<TextMetrics, double>>
        {
            ["words"] = metrics => metrics.Words,
            ["sentences"] = metrics => metrics.Sentences,
            ["paragraphs"] = metrics => metrics.Paragraphs,
            ["characters"] = metrics => metrics.Characters,
            ["syllables"] = metrics => metrics.Syllables,
            ["polysyllabic_words"] = metrics => metrics.PolysyllabicWords,
            ["long_words"] = metrics => metrics.LongWords,
        };

    /// <summary>The grade by Flesch and Kincaid (1975); 0 for a text without words.</summary>
    public double Grade => Words == 0 ? 0
        : 0.39 * Words / Math.Max(1, Sentences) + 11.8 * Syllables / Words - 15.59;

    internal static TextMetrics Of(VoiceText text, string language)
    {
        var words = VoicePatterns.Word.Matches(text.Prose).Select(match => match.Value).ToList();
        var syllables = words.Select(word => SyllablesOf(word, language)).ToList();
        return new TextMetrics(
            words.Count, text.Parts(VoiceScope.Sentence).Count(), text.Parts(VoiceScope.Paragraph).Count(),
            words.Sum(word => word.Count(char.IsLetter)), syllables.Sum(),
            syllables.Count(count => count >= Polysyllabic), words.Count(word => word.Length >= LongWord));
    }

    private static int SyllablesOf(string word, string language)
    {
        var count = VoicePatterns.Vowels.Count(word);
        var isSilent = language == "en" && count > 1 && word[^1] is 'e' && word[^2] is not ('l' or 'e');
        return Math.Max(1, isSilent ? count - 1 : count);
    }
}
