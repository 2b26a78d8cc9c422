using SupportBot.Core.Gaps;
using SupportBot.Core.Knowledge;

namespace SupportBot.Cli.Gaps;

internal static class GapsConsole
{
    // Similar questions and comments shown per gap.
    private const int Most = 3;

    public static void Show(GapReport report)
    {
        if (report.Questions == 0)
            Terminal.WriteLine(
                $"Since {report.Since:yyyy-MM-dd} no question was left without an answer, and none got a thumb down.");
        else Terminal.WriteLine($"{Count(report.Questions, "question")} without an answer or with a thumb down, of "
            + $"{Count(report.Conversations, "conversation")} since {report.Since:yyyy-MM-dd}, "
            + $"in {Count(report.Groups, "group")}.");
        foreach (var (i, gap) in report.Gaps.Index()) Show(i + 1, gap);
        ShowUnknown(report.UnknownWords);
    }

    private static void Show(int rank, Gap gap)
    {
        Terminal.WriteLine($"\n{rank,3}. {gap.Question}");
        var reasons = gap.Reasons.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key)
            .Select(reason => $"{Name(reason.Key)} {reason.Value}");
        Terminal.WriteLine(
            $"     asked {Count(gap.Questions.Count, "time")} in {Count(gap.Conversations, "conversation")}, "
                + $"last on {gap.Last:yyyy-MM-dd}: {string.Join(", ", reasons)}");
        foreach (var other in gap.Others.Take(Most)) Terminal.WriteLine($"     also:    {other}");
        foreach (var comment in gap.Comments.Take(Most)) Terminal.WriteLine($"     remark:  {comment}");
        if (gap.Answer is { } answer) Terminal.WriteLine($"     agent:   {answer.Text.ReplaceLineEndings(" ")}");
        if (gap.Nearest.Count == 0)
            Terminal.WriteLine("     nearest: no document holds any of its words");
        foreach (var near in gap.Nearest)
        {
            var mark = near.Audience == Audience.Internal ? "  (internal)" : "";
            var similar = near.Similarity is { } cosine ? $", similarity {cosine:0.00}" : "";
            Terminal.WriteLine(
                $"     nearest: {near.Coverage:0.00} of its words{similar}  {Place(near)}{mark}  {near.Url}");
        }
    }

    private static void ShowUnknown(IReadOnlyList<UnknownWord> words)
    {
        if (words.Count == 0) return;
        Terminal.WriteLine("\nWords that no document in the language of the question holds:");
        foreach (var word in words)
            Terminal.WriteLine(
                $"     {word.Word}: {Count(word.Conversations, "conversation")}, such as \"{word.Question}\"");
        Terminal.WriteLine("Where the documents have other words for one, add a line to the synonyms.txt of the brand: "
            + $"{words[0].Word} = the documents' words");
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    private static string Name(GapReason reason) => reason switch
    {
        GapReason.Refused => "refused",
        GapReason.Suggested => "sections suggested",
        GapReason.AskedBack => "ended at a question back",
        GapReason.BrokenOff => "broken off",
        _ => "thumb down",
    };

    private static string Place(NearDocument near) =>
        near.Section.Length > 0 ? $"{near.Title} › {near.Section}" : near.Title;
}
