using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Translating;

namespace SupportBot.Core.Voice.Training;

/// <summary>
/// Checks the facts of a row's answer as those of a live answer are checked, except that a short sentence without a
/// fact needs no source: voices have openings and closings.
/// </summary>
internal static class RowFacts
{
    // A longer sentence says something that a passage must support.
    private const int LongestFree = 15;

    public static IEnumerable<RowFinding> FindingsOf(TrainingRow row)
    {
        var passages = row.Passages;
        var (checker, locks) = (new CheckedAnswer(passages, row.Question), new Locks(row.Language, passages));
        ReadPart[] parts = [.. checker.Read(row.Answer), .. checker.ReadEnd()];
        foreach (var part in parts)
        {
            if (part.Verdict.Fault == Fault.NoCitation && IsFree(part, locks)) continue;
            var settled = checker.Settle(part, objection: null);
            if (!settled.Verdict.IsPassed)
                yield return RowFinding.Error(row, "facts", $"{Reason(settled.Verdict)} \"{Cut(part.Part.Body)}\"");
        }
        if (!parts.Any(part => part.Part.Markers.Count > 0))
            yield return RowFinding.Error(row, "facts", "The answer cites no passage.");
    }

    private static bool IsFree(ReadPart part, Locks locks) => part.Said.Words.Count <= LongestFree
        && part.Said.Numbers.Count == 0
        && locks.In(part.Part.Bare, isRow: false).Text == part.Part.Bare;

    private static string Reason(Verdict verdict) => verdict.Fault switch
    {
        Fault.NoCitation => "A sentence claims something and cites nothing:",
        Fault.UnknownCitation => "A sentence cites a passage that the row does not have:",
        Fault.NotSupported => "The cited passage does not say this:",
        Fault.Number => "A number or its unit is not in the cited passage:",
        Fault.Name => "A name, code, path or label is not in the cited passage:",
        Fault.Step => "A step before this one is missing, or it stands in another place than in the passage:",
        Fault.Offer => "A price, an offer or a promise is not in the cited passage in the same words:",
        Fault.Link or Fault.Image or Fault.Markup => "An answer may hold no link, image or HTML of its own:",
        _ => $"The sentence cannot be used ({verdict.Code}):",
    };

    private static string Cut(string text) => text.Length <= 80 ? text : $"{text[..80]}…";
}
