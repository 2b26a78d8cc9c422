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
    /// <summary>What it cites supports it.</summary>
    public bool IsSupported => Code == Verdict.Passed.Code;
}

/// <summary>
/// Reads an answer as it was said and judges each claim in it anew by the passages that it cites, whoever wrote it. A number
/// holds for its sentence, and for what stands before it in the same paragraph, list or table without a number of its own.
/// </summary>
internal static class AnswerClaims
{
    public static IReadOnlyList<JudgedClaim> Of(Answer answer, string question)
    {
        if (answer.Kind != AnswerKind.Answered) return [];
        var check = new ClaimCheck([.. answer.Citations.Select(citation => Cited(answer, citation))], question);
        var reader = new DraftReader();
        DraftPart[] parts = [.. reader.Feed(answer.Text), .. reader.End()];
        return [.. parts.Zip(Markers(parts)).Where(pair => Claims(check, pair.First))
            .Select(pair => new JudgedClaim(pair.First.Bare, (IsVerbatim(check, pair.First, pair.Second) ? Verdict.Passed : check.Judge(pair.First, pair.Second).Verdict).Code))];
    }

    /// <summary>The words of a source support themselves, also those that a model may not repeat, such as an example's address.</summary>
    private static bool IsVerbatim(ClaimCheck check, DraftPart part, IReadOnlyList<int> markers)
    {
        var lines = part.Bare.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("```", StringComparison.Ordinal)).ToList();
        return check.Cited(markers).Any(source => lines.All(line =>
            source.Chunk.Text.Contains(line, StringComparison.Ordinal) || source.Units.Any(unit => unit.Claim.Text.Contains(line, StringComparison.Ordinal))));
    }

    /// <summary>A courtesy, or a number that stands alone, claims nothing.</summary>
    private static bool Claims(ClaimCheck check, DraftPart part) => part.Bare.Length > 0 && !check.Judge(part, []).Verdict.IsPassed;

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

    /// <summary>The passage behind a citation; its quote alone where the answer's trace does not have it.</summary>
    private static Chunk Cited(Answer answer, Citation citation) =>
        answer.Trace.Passages.Select(passage => passage.Chunk).FirstOrDefault(citation.IsOf) ?? new Chunk
        {
            DocumentId = citation.DocumentId, Version = 0, Ordinal = 0, Title = citation.Title, Section = citation.Section,
            Url = citation.Url, Text = citation.Quote, Audience = citation.Audience, Language = "en",
        };
}
