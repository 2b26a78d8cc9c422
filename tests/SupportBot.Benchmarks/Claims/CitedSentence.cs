using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Benchmarks.Claims;

/// <summary>
/// A sentence of a human answer with the citations that it lacks. It is taken to cite the context whose best part holds
/// most of its
/// words, and up to two more that add words; what claims nothing cites nothing.
/// </summary>
internal sealed record CitedSentence(AnswerTask Task, ClaimCheck Check, DraftPart Part, IReadOnlyList<int> Markers)
{
    private const int MostCited = 3;

    /// <summary>A sentence that gathers from more passages cites more, if it does not pass with fewer.</summary>
    private const int MostGathered = 5;
    private const double LeastGain = 0.01;

    public Verdict Verdict { get; } = Check.Judge(Part, Markers).Verdict;

    public static IEnumerable<CitedSentence> Of(AnswerTask task, ClaimCheck check, string answer)
    {
        var reader = new DraftReader();
        foreach (var part in (DraftPart[])[.. reader.Feed(answer), .. reader.End()])
            yield return Of(task, check, part with { IsWhole = true });
    }

    public static CitedSentence Of(AnswerTask task, ClaimCheck check, DraftPart part) =>
        new(task, check, part, Attribute(task, check, part));

    /// <summary>The verdict on other words with the same citations.</summary>
    public Verdict Judge(string body) => Check.Judge(Part with { Body = body }, Markers).Verdict;

    private static IReadOnlyList<int> Attribute(AnswerTask task, ClaimCheck check, DraftPart part)
    {
        if (check.Judge(part, []).Verdict.IsPassed) return [];
        var best = Best(task, check, check.Read(part), MostCited);
        var single = Enumerable.Range(1, task.Contexts.Count).Select(number => (IReadOnlyList<int>)[number]);
        return single
            .Prepend(best)
            .Append(Best(task, check, check.Read(part), MostGathered))
            .FirstOrDefault(markers => check.Judge(part, markers).Verdict.IsPassed, best);
    }

    private static List<int> Best(AnswerTask task, ClaimCheck check, Statement said, int most)
    {
        List<int> cited = [];
        double Coverage(IEnumerable<int> markers) =>
            said.ShareIn([.. check.Cited(markers).Select(source => source.Whole)]);
        for (var held = 0.0; cited.Count < Math.Min(most, task.Contexts.Count);)
        {
            var next = Enumerable
                .Range(1, task.Contexts.Count)
                .Except(cited)
                .Select(number => (number, Held: Coverage([.. cited, number])))
                .MaxBy(candidate => candidate.Held);
            if (cited.Count > 0 && next.Held - held < LeastGain) break;
            cited.Add(next.number);
            held = next.Held;
        }
        return cited;
    }
}
