using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>A sentence of an answer that claims something.</summary>
/// <param name="Text">As it was said.</param>
/// <param name="Code">
/// <c>passed</c>, or why it is not supported: <c>no-citation</c>, <c>unknown-citation</c>, <c>not-contained</c> in what
/// it cites, or <c>not-entailed</c> by it.
/// </param>
public sealed record JudgedClaim(string Text, string Code)
{
    internal const string Passed = "passed";

    /// <summary>Whether the cited passages support it.</summary>
    public bool IsSupported => Code == Passed;
}

// Checks each claim of a finished answer against the passages that it cites. A citation applies to its sentence and to
// the text before it in the same paragraph, list or table without a citation of its own.
internal static class AnswerClaims
{
    // By the facts alone.
    public static IReadOnlyList<JudgedClaim> Of(Answer answer) =>
        [.. ClaimsOf(answer).Select(claim => new JudgedClaim(claim.Text, claim.Code))];

    // By the facts, and then by a judge. A claim that it cannot judge is not entailed.
    public static async Task<IReadOnlyList<JudgedClaim>> JudgeAsync(
        Answer answer, JudgeByModel judge, CancellationToken cancellationToken)
    {
        List<JudgedClaim> claims = [];
        foreach (var (text, cited, code) in ClaimsOf(answer))
            claims.Add(new JudgedClaim(text, code != JudgedClaim.Passed
                ? code
                : await CodeByAsync(judge, new(text, cited), cancellationToken).ConfigureAwait(false)));
        return claims;
    }

    private static IEnumerable<(string Text, string[] Cited, string Code)> ClaimsOf(Answer answer)
    {
        if (answer.Kind != AnswerKind.Answered) yield break;
        var passages = answer.Citations.ToDictionary(
            citation => citation.Number, citation => Text(Cited(answer, citation)));
        foreach (var (part, markers) in Parts(answer.Text))
        {
            if (!Claims(part, markers)) continue;
            string[] cited = [.. markers.Where(passages.ContainsKey).Select(number => passages[number])];
            yield return (part.Bare, cited, CodeOf(part, markers, cited));
        }
    }

    private static string CodeOf(DraftPart part, IReadOnlyList<int> markers, string[] cited) => markers.Count == 0
        ? "no-citation"
        : cited.Length < markers.Count
        ? "unknown-citation"
        : IsContained(part, cited) ? JudgedClaim.Passed : "not-contained";

    private static bool IsContained(DraftPart part, string[] cited) => part.Shape == DraftShape.Code
        ? part.Body.Split('\n')[1..^1]
            .All(line => cited.Any(text => text.Contains(line.Trim(), StringComparison.Ordinal)))
        : Containment.Holds(part.Bare, cited);

    private static async Task<string> CodeByAsync(
        JudgeByModel judge, Inference inference, CancellationToken cancellationToken) =>
        await judge(new JudgementTask("", [inference]), cancellationToken).ConfigureAwait(false)
            is ModelResult<Judgement>.Succeeded { Value.Entailed: [true] } ? JudgedClaim.Passed : "not-entailed";

    // Headings, questions and lines that announce what follows claim nothing without a citation.
    private static bool Claims(DraftPart part, IReadOnlyList<int> markers) => Containment.HasContent(part.Bare)
        && (markers.Count > 0
            || !(part.Shape == DraftShape.Heading || part.IsLeadIn
                || part.Bare.TrimEnd('*', '_') is [.., '?' or '？' or '!']));

    private static IEnumerable<(DraftPart Part, IReadOnlyList<int> Markers)> Parts(string text)
    {
        var reader = new DraftReader();
        DraftPart[] parts = [.. reader.Feed(text), .. reader.End()];
        return parts.Zip(Markers(parts));
    }

    private static IReadOnlyList<int>[] Markers(DraftPart[] parts)
    {
        var markers = new IReadOnlyList<int>[parts.Length];
        IReadOnlyList<int> next = [];
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i].Markers.Count > 0) next = parts[i].Markers;
            markers[i] = next;
            if (parts[i].Bare.Length > 0 && parts[i].Lead.Contains("\n\n", StringComparison.Ordinal)) next = [];
        }
        IReadOnlyList<int> announced = [];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Shape is DraftShape.Sentence or DraftShape.Heading) announced = markers[i];
            else if (markers[i].Count == 0) markers[i] = announced;
        }
        return markers;
    }

    private static string Text(Chunk chunk) => $"{chunk.Title} › {chunk.Section}\n{chunk.Text}";

    // Falls back to the quote if the answer's trace does not contain the passage.
    private static Chunk Cited(Answer answer, Citation citation) =>
        answer.Trace.Passages.Select(passage => passage.Chunk).FirstOrDefault(citation.IsOf) ?? new Chunk
        {
            DocumentId = citation.DocumentId, Version = 0, Ordinal = 0, Title = citation.Title,
            Section = citation.Section,
            Url = citation.Url, Text = citation.Quote, Audience = citation.Audience, Language = "en",
        };
}
