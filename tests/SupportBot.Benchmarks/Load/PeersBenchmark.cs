using System.Globalization;
using System.Security.Cryptography;

namespace SupportBot.Benchmarks.Load;

/// <summary>
/// The same loads on a JavaScript botbuilder echo bot, on offline-directline in front of it, and on our host, in one
/// run. The bot verifies nothing and keeps nothing, offline-directline keeps all in memory; ours verifies each token,
/// and is on disk before it acknowledges.
/// </summary>
internal static class PeersBenchmark
{
    private const int MessagesPerSecond = 1_000;
    private const int VisitsPerSecond = 400;
    private const string Ours = "supportbot";

    public static async Task<int> RunAsync(int seconds)
    {
        if (await LoadRig.OpenAsync() is not { } rig) return 2;
        var secret = RandomNumberGenerator.GetHexString(32);
        await using var bot = await LocalBot.StartAsync(("WebChat:Secrets:0", secret));
        await bot.LoadAsync(rig, conversations: 50, MessagesPerSecond, MessagesBenchmark.WarmUp);
        var address = bot.Server.Address.ToString().TrimEnd('/');
        var results = await rig.RunPeersAsync(new Dictionary<string, string>
        {
            ["EACH"] = seconds.ToString(CultureInfo.InvariantCulture),
            ["MSG_RATES"] = $"{MessagesPerSecond}",
            ["DL_RATES"] = $"{VisitsPerSecond}",
            ["LOAD_ARGS"] = "--warmup 5",
                ["EXTRA"] =
                    $"{Ours} messages {bot.Url} {bot.Server.Id} "
                        + $"{string.Join(' ', bot.Caller.Select(option => $"--{option.Name} {option.Value}"))}\n"
                + $"{Ours} ws {address} {bot.Server.Id} --secret {secret}",
        });
        Console.WriteLine(
            "| Load | Server | Answers/s | Accepted, p95 | Answered, p95 | Lost, twice, out of order | Processor time "
                + "for a message | Times ours |\n|---|---|---|---|---|---|---|---|");
        Print($"{MessagesPerSecond} messages/s", [.. results.Where(result => result.IsOf("messages-load"))]);
        Print(
            $"{VisitsPerSecond} messages/s by Direct Line",
            [.. results.Where(result => result.IsOf("directline-load"))]);
        return 0;
    }

    private static void Print(string load, IReadOnlyList<LoadResult> results)
    {
        var ours = results.First(result => result.Name == Ours).CpuPerMessage;
        foreach (var result in results)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {load} | {result.Name} | {result.AnswersPerSecond:#,0} | {result.Latency("ack", "p95"):#,0.#} "
                    + $"ms | {result.Latency("finalReply", "p95"):#,0.#} ms | "
                    + $"{result.Lost + result.Duplicated + result.Reordered:0} | {result.CpuPerMessage:0.###} ms | "
                    + $"{result.CpuPerMessage / ours:0.0} |"));
    }
}
