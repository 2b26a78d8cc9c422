using System.Text.RegularExpressions;

namespace SupportBot.Core.Voice.Training;

/// <summary>Checks training rows one by one: facts, voice, and personal data.</summary>
/// <param name="voice">The brand's voice.</param>
/// <param name="redaction">Finds personal data.</param>
public sealed partial class RowChecks(VoiceProfile voice, RowRedaction redaction)
{
    /// <summary>What is wrong with a row; errors keep it from being exported.</summary>
    public IReadOnlyList<RowFinding> Check(TrainingRow row)
    {
        if (RowLimits.ProblemOf(row) is { } problem) return [RowFinding.Error(row, "format", problem)];
        return
        [
            .. RowFacts.FindingsOf(row, voice.In(row.Language)),
            .. VoiceFindings(row),
            .. PersonalData(row, "question", row.Question),
            .. PersonalData(row, "answer", row.Answer),
            .. Placeholders(row),
        ];
    }

    private IEnumerable<RowFinding> VoiceFindings(TrainingRow row) =>
        VoiceChecker.Check(row.Answer, voice, row.Language).Violations.Select(found => new RowFinding(
            row.Id, found.Level == VoiceLevel.Error ? FindingLevel.Error : FindingLevel.Warning, "voice",
            $"{found.Rule}: {found.Message}"));

    private IEnumerable<RowFinding> PersonalData(TrainingRow row, string where, string text)
    {
        var redacted = redaction.Redact(text, row.Language, [], row.Sources);
        if (redacted == text) yield break;
        var kinds = Placeholder().Matches(redacted).Select(match => match.Value)
            .Except(Placeholder().Matches(text).Select(match => match.Value)).Distinct();
        yield return RowFinding.Error(
            row, "personal-data",
            $"The {where} holds what looks like personal data: {string.Join(", ", kinds.DefaultIfEmpty("data"))}.");
    }

    // A model would learn to write the placeholder.
    private static IEnumerable<RowFinding> Placeholders(TrainingRow row) =>
        Placeholder().Matches(row.Answer).Select(match => match.Value).Distinct().Select(found => RowFinding.Error(
            row, "placeholder", $"The answer holds {found}. Rewrite the sentence without it."));

    [GeneratedRegex(@"\[(?:name|number|email|phone|iban|card|ip|user|query|secret)\]")]
    private static partial Regex Placeholder();
}

/// <summary>Something that a check found.</summary>
/// <param name="RowId">The row; null if it is about the whole set.</param>
/// <param name="Level">Whether it must be mended.</param>
/// <param name="Code">
/// Stable: <c>format</c>, <c>facts</c>, <c>voice</c>, <c>personal-data</c>, <c>placeholder</c>, <c>duplicate</c>,
/// <c>similar</c>, <c>leakage</c>, <c>count</c>, <c>split</c>, <c>size</c>.
/// </param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record RowFinding(string? RowId, FindingLevel Level, string Code, string Message)
{
    internal static RowFinding Error(TrainingRow row, string code, string message) =>
        new(row.Id, FindingLevel.Error, code, message);

    internal static RowFinding Warning(TrainingRow row, string code, string message) =>
        new(row.Id, FindingLevel.Warning, code, message);
}

/// <summary>Whether a finding must be mended.</summary>
public enum FindingLevel
{
    /// <summary>Look at it.</summary>
    Warning,

    /// <summary>Nothing is exported before it is mended.</summary>
    Error,
}
