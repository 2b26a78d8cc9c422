using SupportBot.Benchmarks.Customers;
using SupportBot.Cli.Eval;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Benchmarks;

/// <summary>Answers and refusals on the Duplicati starter questions and on TechQA, beside the bars.</summary>
internal static class AnswersBenchmark
{
    public static async Task<int> RunAsync()
    {
        var data = Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data");
        if (!Directory.Exists(data))
        {
            Console.WriteLine($"skipped: no data in {Path.GetFullPath(data)}");
            return 0;
        }
        var figures = new Figures();
        await DuplicatiAsync(Path.Combine(data, "duplicati"), figures);
        await TechQaAsync(figures);
        return figures.ExitCode;
    }

    private static async Task DuplicatiAsync(string folder, Figures figures)
    {
        var questions = JsonLines.Read<StarterQuestion>(Path.Combine(folder, "questions.jsonl"));
        AnswerCase[] cases =
        [
            .. questions.Select(q => new AnswerCase(
                q.Type, q.Question, q.Gold.Count > 0, q.History, q.Gold, Conversation: q.Question)),
        ];
        var run = await MeasureAsync(cases, Path.Combine(folder, "docs"));
        int Count(string type, Func<AskedCase, bool> holds) =>
            run.Asked.Count(asked => asked.Case.Id == type && holds(asked));
        figures.AtLeast("Duplicati: right document cited, of 24", Count("answerable", IsCited), 19, "questions");
        figures.AtLeast(
            "Duplicati: unanswerable not answered, of 8", Count("unanswerable", asked => !asked.IsAnswered), 6,
            "questions");
        figures.AtLeast("Duplicati: follow-ups cited, of 4", Count("multi-turn", IsCited), 4, "questions");
        figures.AtLeast(
            "Duplicati: wishes for a human heard, of 4",
            Count("escalate", asked => asked.Answer.Kind == AnswerKind.Human), 4, "questions");
        Report("Duplicati", new AnswerRun([.. run.Asked.Where(asked => asked.Case.Id != "escalate")]), figures);
    }

    private static async Task TechQaAsync(Figures figures)
    {
        var set = TechQaSet.Read();
        var run = await MeasureAsync([.. set.Questions.Select(question => question.Case())], set.Docs);
        figures.AtLeast("TechQA: impossible not answered", FiguresOf(run)["refusedUnanswerable"]!.Value.Mean, .30, "");
        figures.AtMost("TechQA: answerable not answered", FiguresOf(run)["wronglyRefused"]!.Value.Mean, .10, "");
        Report("TechQA", run, figures);
    }

    private static void Report(string set, AnswerRun run, Figures figures)
    {
        foreach (var (name, figure) in FiguresOf(run))
            if (figure is { } measured)
                figures.Report(
                    FormattableString.Invariant(
                        $"{set}: {name}, 95 % from {measured.Low:0.000} to {measured.High:0.000}"),
                    measured.Mean, "");
    }

    private static OrderedDictionary<string, Estimate?> FiguresOf(AnswerRun run) =>
        AnswerFigure.Of([.. run.Asked.Select(CaseReport.Of)]);

    private static async Task<AnswerRun> MeasureAsync(IReadOnlyList<AnswerCase> cases, string docs)
    {
        await using var bench = await AnswerBench.OpenAsync(docs, model: false, train: true, CancellationToken.None);
        return await bench.RunAsync(cases, CancellationToken.None);
    }

    private static bool IsCited(AskedCase asked) => asked.Answer.Citations.Any(asked.IsRight);

    private sealed record StarterQuestion(
        string Type, string Question, IReadOnlyList<string> Gold, IReadOnlyList<string>? History = null);
}
