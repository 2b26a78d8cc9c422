using SupportBot.Core.Evaluation;

namespace SupportBot.Benchmarks.Claims;

/// <summary>
/// The claim check on MTRAG's human answers: how many lose a sentence, how many false sentences it catches, and how
/// many of
/// other turns it lets pass; for the conversations that it was tuned on and for the others.
/// </summary>
internal static class ClaimsBenchmark
{
    private const int Seed = 1;

    /// <param name="list">
    /// Prints what was lost and what was missed in the half that the check was tuned on, to tune it.
    /// </param>
    public static int Run(bool list)
    {
        var data = Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data");
        var file = Path.Combine(data, "mtrag", "answer-tasks.jsonl");
        if (!File.Exists(file))
        {
            Console.WriteLine($"skipped: no data in {Path.GetFullPath(file)}");
            return 0;
        }
        var tasks = JsonLines.Read<AnswerTask>(file);
        var names = new Names(tasks);
        var figures = new Figures();
        foreach (var heldOut in list ? [false] : (bool[])[false, true])
        {
            var half = tasks.Where(task => task.IsHeldOut == heldOut).ToList();
            var run = new ClaimsRun(half, names, Seed, list);
            run.Report(new HalfFigures(heldOut ? "held out" : "tuned on", figures, hasBars: heldOut));
            if (heldOut)
                figures.Report("Mean time to judge a sentence", run.Time(TimeProvider.System).TotalMilliseconds, "ms");
        }
        return figures.ExitCode;
    }
}
