using SupportBot.Core.Evaluation;

namespace SupportBot.Benchmarks.Claims;

/// <summary>
/// The rules on claims, without a judge, on MTRAG's human answers: how many lose a sentence, how many false sentences
/// the rules catch, and how many of other turns they let pass; for the conversations that they were tuned on and for
/// the others.
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
        Console.WriteLine("What a judge of entailment catches besides: not measured, no model is at hand.");
        return figures.ExitCode;
    }
}
