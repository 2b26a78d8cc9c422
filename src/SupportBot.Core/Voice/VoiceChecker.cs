using SupportBot.Core.Language;

namespace SupportBot.Core.Voice;

/// <summary>Checks texts against a brand's rules.</summary>
public static class VoiceChecker
{
    /// <summary>Longer texts are not checked.</summary>
    public const int LongestText = 200_000;

    /// <summary>The language that a text looks like: a two-letter code; English where nothing tells.</summary>
    public static string LanguageOf(string text) =>
        Lexicon.LanguageOf([.. Words.Of(text).Select(word => word.Lower)], "en");

    /// <param name="markdown">The text, at most <see cref="LongestText"/> characters.</param>
    /// <param name="profile">The brand's profile.</param>
    /// <param name="language">Two-letter code of the text's language.</param>
    /// <returns>What breaks the rules, in the order of the text.</returns>
    public static VoiceReport Check(string markdown, VoiceProfile profile, string language)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(markdown.Length, LongestText);
        var text = new VoiceText(markdown, language);
        return new VoiceReport(
            [.. profile.In(language).Rules.SelectMany(rule => rule.Check(text)).OrderBy(found => found.Offset)],
            text.Metrics)
        {
            Moves = MovesIn(text, [.. profile.In(language).Rules.Where(rule => rule.IsMove)]),
        };
    }

    private static double MovesIn(VoiceText text, IReadOnlyList<VoiceRule> moves) =>
        moves.Count == 0 ? 1 : moves.Average(move => move.Check(text).Any() ? 0.0 : 1);
}

/// <summary>What was found in a text.</summary>
/// <param name="Violations">In the order of the text.</param>
/// <param name="Metrics">Counts of the text.</param>
public sealed record VoiceReport(IReadOnlyList<VoiceViolation> Violations, TextMetrics Metrics)
{
    /// <summary>Share of the required moves that the text makes, 0 to 1; 1 where none is required.</summary>
    public double Moves { get; init; } = 1;

    /// <summary>
    /// The violations' weights for 100 words: 1 for a suggestion, 2 for a warning, 4 for an error.
    /// </summary>
    public double Score => Metrics.Words == 0 ? 0
        : 100.0 * Violations.Sum(found => (int)found.Level) / Metrics.Words;
}
