using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Translating;
using SupportBot.Core.Voice.Facts;

namespace SupportBot.Core.Voice.Training;

/// <summary>
/// Checks a row's answer by the fact gate. A short sentence without a fact that cites nothing is only a warning: it
/// misleads nobody, but a live answer leaves it out.
/// </summary>
internal static class RowFacts
{
    // A longer sentence says something that a passage must support.
    private const int LongestFree = 15;

    private const int LongestExcerpt = 80;

    /// <param name="row">A row that keeps to the limits.</param>
    /// <param name="voice">Sentences that claim nothing.</param>
    public static IEnumerable<RowFinding> FindingsOf(TrainingRow row, LanguageVoice voice)
    {
        var passages = row.Passages;
        var report = FactGate.Check(passages, row.Answer, row.Question, voice);
        var locks = new Locks(row.Language, passages.Select(passage => passage.Text));
        foreach (var finding in report.Findings.Where(finding => !finding.IsHint))
            yield return IsFree(finding, row.Language, locks)
                ? RowFinding.Warning(row, "facts",
                    $"A live answer leaves this out, since it cites nothing and is no phrase of the voice: "
                        + $"\"{Cut(finding.Sentence)}\"")
                : RowFinding.Error(row, "facts", $"{Reason(finding)} \"{Cut(finding.Sentence)}\"");
        if (!CitesAny(row.Answer))
            yield return RowFinding.Error(row, "facts", "The answer cites no passage.");
    }

    private static bool CitesAny(string answer)
    {
        var reader = new DraftReader();
        return reader.Feed(answer).Concat(reader.End()).Any(part => part.Markers.Count > 0);
    }

    private static bool IsFree(FactFinding finding, string language, Locks locks)
    {
        if (finding is not { Kind: FactKind.Citation, Change: FactChange.Missing }) return false;
        var said = new Statement(finding.Sentence, language);
        return said.Words.Count <= LongestFree && said.Numbers.Count == 0
            && locks.In(finding.Sentence, isRow: false).Text == finding.Sentence;
    }

    private static string Reason(FactFinding finding) => (finding.Kind, finding.Change) switch
    {
        (FactKind.Citation, FactChange.Missing) => "A sentence claims something and cites nothing:",
        (FactKind.Citation, _) => "A sentence cites a passage that the row does not have:",
        (FactKind.Number, _) => "A number or its unit is not in the cited passage:",
        (FactKind.Name, _) => "A name, code, path or label is not in the cited passage:",
        (FactKind.Step, _) => "A step before this one is missing, or it stands in another place than in the passage:",
        (FactKind.Address, _) => "An answer holds no address but those of the passage that it cites:",
        (FactKind.Markup, _) => "An answer holds no image and no HTML, and ends as a sentence does:",
        _ => "The cited passage does not say this:",
    };

    private static string Cut(string text) =>
        text.Length <= LongestExcerpt ? text : $"{text[..LongestExcerpt]}…";
}
