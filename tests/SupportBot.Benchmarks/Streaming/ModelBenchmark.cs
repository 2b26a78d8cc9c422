namespace SupportBot.Benchmarks.Streaming;

/// <summary>
/// Answers that a model writes at forty words a second, from the question that a visitor posts to the message on the
/// visitor's socket: how much of the time is ours. The built program runs in a process of its own.
/// </summary>
internal static class ModelBenchmark
{
    private const int Few = 8;
    private const int Many = 200;

    /// <summary>Answers before those that count, in which the host compiles what it runs.</summary>
    private const int WarmUp = 100;

    /// <summary>How often each asks, as a new visitor.</summary>
    private const int FewRounds = 5;
    private const int ManyRounds = 4;

    private static readonly TimeProvider Clock = TimeProvider.System;
    private static int _numbers;

    public static async Task<int> RunAsync()
    {
        await using var model = await PacedModel.StartAsync();
        await using var host = await BuiltHost.StartAsync(PacedModel.Page,
            ("Models__Provider", "compatible"),
            ("Models__Endpoint", model.Address),
            ("Models__ChatModel", "paced"),
            ("Models__DailyTokens", "0"));
        await UntilAnsweredAsync(host);
        await AskAsync(host, WarmUp, rounds: 1);

        var figures = new Figures();
        var before = host.ProcessorTime;
        Report(figures, $"{Few} at a time", await AskAsync(host, Few, FewRounds), model);
        figures.Report(
            $"{Few} at a time: processor time of the host for an answer",
            (host.ProcessorTime - before).TotalMilliseconds / (Few * FewRounds), "ms");

        before = host.ProcessorTime;
        Report(figures, $"{Many} at a time", await AskAsync(host, Many, ManyRounds), model);
        figures.Report(
            $"{Many} at a time: processor time of the host for an answer",
            (host.ProcessorTime - before).TotalMilliseconds / (Many * ManyRounds), "ms");
        figures.AtMost("Resident set of the host, at the end", host.Memory("VmRSS"), 512, "MiB");
        figures.AtMost("Resident set of the host, at its highest", host.Memory("VmHWM"), 512, "MiB");
        return figures.ExitCode;
    }

    /// <summary>Right after the start the page may not be read yet.</summary>
    private static async Task UntilAnsweredAsync(BuiltHost host)
    {
        while (true)
        {
            using var visitor = await StreamingVisitor.ArriveAsync(host.Address);
            if (
                (await visitor.AskAsync(PacedModel.Question(Interlocked.Increment(ref _numbers)))).Text!.Contains(
                    "[1]", StringComparison.Ordinal))
                return;
        }
    }

    /// <summary>
    /// So many visitors ask side by side, who begin one after the other within the time of an answer.
    /// </summary>
    private static async Task<IReadOnlyList<(int Number, SeenAnswer Seen)>> AskAsync(
        BuiltHost host, int visitors, int rounds)
    {
        var span = TimeSpan.FromSeconds(4);
        var all = await Task.WhenAll(Enumerable.Range(0, visitors).Select(async i =>
        {
            await Task.Delay(span * i / visitors, Clock);
            var seen = new List<(int, SeenAnswer)>();
            for (var round = 0; round < rounds; round++)
            {
                // In a conversation that goes on, the model would be asked first what the question means.
                using var visitor = await StreamingVisitor.ArriveAsync(host.Address);
                var number = Interlocked.Increment(ref _numbers);
                seen.Add((number, await visitor.AskAsync(PacedModel.Question(number))));
            }
            return seen;
        }));
        return [.. all.SelectMany(seen => seen)];
    }

    private static void Report(
        Figures figures, string load, IReadOnlyList<(int Number, SeenAnswer Seen)> answers, PacedModel model)
    {
        var pairs = answers
            .Select(answer => (answer.Seen, Model: model.Answers.GetValueOrDefault(answer.Number)))
            .ToList();
        figures.Report($"{load}: answers", pairs.Count, "");
        figures.AtMost(
            $"{load}: answers that are not whole",
            pairs.Count(pair => !pair.Seen.Text!.StartsWith(PacedModel.Answer, StringComparison.Ordinal)), 0, "");
        figures.AtMost(
            $"{load}: questions that the model got twice or never", pairs.Count(pair => pair.Model?.Requests != 1), 0,
            "");
        var whole = pairs
            .Where(pair =>
                pair.Model?.Sent.Count == PacedModel.Sentences.Length
                && pair.Seen.Sentences.Count == PacedModel.Sentences.Length)
            .ToList();
        figures.Latencies(
            $"{load}: sentence on the screen after its last word",
            [
                .. whole.SelectMany(pair =>
                    pair.Seen.Sentences.Zip(pair.Model!.Sent, (seen, sent) => Clock.GetElapsedTime(sent, seen))),
            ],
            300,
            300);
        var overheads = whole
            .Select(pair =>
                Clock.GetElapsedTime(pair.Seen.Posted, pair.Model!.Asked)
                + Clock.GetElapsedTime(pair.Model.Sent[^1], pair.Seen.Ended))
            .ToList();
        figures.Latencies($"{load}: our share of a turn", overheads, 30, 30);
        figures.Report($"{load}: chunks of an answer", whole.Average(pair => pair.Seen.Chunks), "");
        figures.Report(
            $"{load}: sent to the visitor for an answer", whole.Average(pair => pair.Seen.Bytes) / 1024, "KiB");
    }
}
