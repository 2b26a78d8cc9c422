using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>A sentence of an answer that claims something.</summary>
/// <param name="Text">As it was said.</param>
/// <param name="Code"><c>passed</c>, or why it is not supported, as <see cref="Verdict.Code"/> names it.</param>
public sealed record JudgedClaim(string Text, string Code)
{
    /// <summary>Whether the cited passages support it.</summary>
    public bool IsSupported => Code == Verdict.Passed.Code;
}

// Checks each claim of a finished answer against the passages that it cites. A citation applies to its sentence and to
// the text before it in the same paragraph, list or table without a citation of its own.
internal static class AnswerClaims
{
    public static IReadOnlyList<JudgedClaim> Of(Answer answer, string question)
    {
        if (answer.Kind != AnswerKind.Answered) return [];
        var check = new ClaimCheck([.. answer.Citations.Select(citation => Cited(answer, citation))], question);
        var reader = new DraftReader();
        DraftPart[] parts = [.. reader.Feed(answer.Text), .. reader.End()];
        return [.. parts.Zip(Markers(parts)).Where(pair => Claims(check, pair.First))
            .Select(pair => new JudgedClaim(pair.First.Bare, VerdictOn(check, pair.First, pair.Second).Code))];
    }

    private static Verdict VerdictOn(ClaimCheck check, DraftPart part, IReadOnlyList<int> markers) =>
        IsVerbatim(check, part, markers) ? Verdict.Passed : check.Judge(part, markers).Verdict;

    // The words of a source support themselves, even those that a model may not repeat, such as the URL of an example.
    private static bool IsVerbatim(ClaimCheck check, DraftPart part, IReadOnlyList<int> markers)
    {
        var lines = part.Bare.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("```", StringComparison.Ordinal)).ToList();
        return check.Cited(markers).Any(source => lines.All(line =>
            source.Chunk.Text.Contains(line, StringComparison.Ordinal)
                || source.Units.Any(unit => unit.Claim.Text.Contains(line, StringComparison.Ordinal))));
    }

    // Courtesies and a number on its own claim nothing.
    private static bool Claims(ClaimCheck check, DraftPart part) =>
        part.Bare.Length > 0 && !check.Judge(part, []).Verdict.IsPassed;

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

    // Falls back to the quote if the answer's trace does not contain the passage.
    private static Chunk Cited(Answer answer, Citation citation) =>
        answer.Trace.Passages.Select(passage => passage.Chunk).FirstOrDefault(citation.IsOf) ?? new Chunk
        {
            DocumentId = citation.DocumentId, Version = 0, Ordinal = 0, Title = citation.Title,
            Section = citation.Section,
            Url = citation.Url, Text = citation.Quote, Audience = citation.Audience, Language = "en",
        };
}
