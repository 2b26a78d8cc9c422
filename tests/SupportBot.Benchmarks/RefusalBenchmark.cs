using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBot.Cli.Eval;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Benchmarks;

/// <summary>
/// MTRAG's turns, each behind the questions before it, asked of the pool of passages of its domain: how many of the
/// unanswerable
/// are refused, beside how many of the answerable are.
/// </summary>
internal static class RefusalBenchmark
{
    private const string Answerable = "ANSWERABLE";
    private const string Unanswerable = "UNANSWERABLE";
    private static readonly string[] Domains = ["cloud", "clapnq"];

    /// <param name="model">Whether the configured language model writes.</param>
    public static async Task<int> RunAsync(bool model)
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data"), "mtrag");
        if (!Directory.Exists(folder))
        {
            Console.WriteLine($"skipped: no data in {Path.GetFullPath(folder)}");
            return 0;
        }
        var tasks = JsonLines.Read<MtragTask>(Path.Combine(folder, "answer-tasks.jsonl"));
        var asked = new List<(MtragTask Task, AskedCase Asked)>();
        foreach (var domain in Domains)
        {
            MtragTask[] own = [.. tasks.Where(task => task.Domain == domain)];
            asked.AddRange(own.Zip(await AskAsync(own, Path.Combine(folder, domain, "passages.jsonl"), model)));
        }
        var figures = new Figures();
        foreach (var domain in Domains) Report(domain, [.. asked.Where(one => one.Task.Domain == domain)], figures);
        Report("both", asked, figures);
        figures.Report(
            "Median time of an answer", asked.Select(one => one.Asked.Milliseconds).Order().ElementAt(asked.Count / 2),
            "ms");
        return figures.ExitCode;
    }

    private static async Task<IReadOnlyList<AskedCase>> AskAsync(MtragTask[] tasks, string passages, bool model)
    {
        var docs = Directory.CreateTempSubdirectory("supportbot-mtrag-");
        try
        {
            foreach (var passage in JsonLines.Read<MtragPassage>(passages))
                await File.WriteAllTextAsync(Path.Combine(docs.FullName, $"{passage.Id}.md"), passage.Markdown());
            await using var bench = await AnswerBench.OpenAsync(
                docs.FullName, model, train: true, CancellationToken.None);
            return (await bench.RunAsync([.. tasks.Select(task => task.Case())], CancellationToken.None)).Asked;
        }
        finally
        {
            docs.Delete(recursive: true);
        }
    }

    private static void Report(string domain, IReadOnlyList<(MtragTask Task, AskedCase Asked)> asked, Figures figures)
    {
        Share(Unanswerable, "unanswerable refused", kind => kind == AnswerKind.Refused);
        Share(Answerable, "answerable that got no answer", kind => kind != AnswerKind.Answered);
        Share("PARTIAL", "partly answerable that got no answer", kind => kind != AnswerKind.Answered);

        void Share(string answerability, string what, Func<AnswerKind, bool> holds)
        {
            var counted = asked.Where(one => one.Task.Answerability.Contains(answerability)).ToList();
            var share = Bootstrap.Mean(
                [.. counted.Select(one => holds(one.Asked.Answer.Kind) ? 1.0 : 0)],
                [.. counted.Select(one => one.Task.Conversation)]);
            figures.Report(
                FormattableString.Invariant(
                    $"{domain}: {what}, of {counted.Count}, 95 % from {share.Low:0.000} to {share.High:0.000}"),
                share.Mean,
                "");
        }
    }

    private sealed record MtragTask(
        [property: JsonPropertyName("task_id")] string Id,
        string Conversation,
        string Domain,
        IReadOnlyList<string> Answerability,
        IReadOnlyList<MtragUtterance> History,
        string Question)
    {
        public AnswerCase Case() => new(
                Id,
                Question,
                Answerability.Contains(RefusalBenchmark.Answerable),
                [.. History.Where(said => said.Speaker == "user").Select(said => said.Text)],
                Conversation: Conversation);
    }

    private sealed record MtragUtterance(string Speaker, string Text);

    private sealed record MtragPassage([property: JsonPropertyName("_id")] string Id, string Title, string Text)
    {
        public string Markdown() => $"---\ntitle: {JsonSerializer.Serialize(Title)}\n---\n\n{Text}";
    }
}
