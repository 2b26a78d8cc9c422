namespace SupportBot.Benchmarks.Load;

/// <summary>A channel that sends as fast as it may: each message verified, kept, answered once and delivered.</summary>
internal static class MessagesBenchmark
{
    private static readonly int MessagesPerSecond =
        int.TryParse(Environment.GetEnvironmentVariable("MESSAGES_PER_SECOND"), out var rate) ? rate : 1_000;

    private const int Conversations = 50;

    /// <summary>Seconds of load before the load that counts, in which the host compiles what it runs.</summary>
    public const int WarmUp = 20;

    public static async Task<int> RunAsync(int seconds)
    {
        if (await LoadRig.OpenAsync() is not { } rig) return 2;
        await using var bot = await LocalBot.StartAsync();
        await bot.LoadAsync(rig, Conversations, MessagesPerSecond, WarmUp);
        var load = await bot.LoadAsync(rig, Conversations, MessagesPerSecond, seconds);
        var figures = new Figures();
        figures.Correctness(load);
        figures.AtMost("Accepted, p95", load.Latency("ack", "p95"), 20, "ms");
        figures.AtMost("Delivered, p95", load.Latency("finalReply", "p95"), 250, "ms");
        figures.AtMost("Processor time for a message", load.CpuPerMessage, 0.35, "ms");
        figures.Report("Resident set", load.LargestRss, "MiB");
        return figures.Conditions(load);
    }
}
