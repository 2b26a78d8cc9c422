using System.Globalization;
using System.Security.Cryptography;

namespace SupportBot.Benchmarks.Load;

/// <summary>
/// Many visitors with open sockets, of whom some write: how soon the answers are there, and what the host needs.
/// </summary>
internal static class SocketsBenchmark
{
    private const int Sockets = 2_000;
    private const int MessagesPerSecond = 500;

    public static async Task<int> RunAsync(int seconds)
    {
        if (await LoadRig.OpenAsync() is not { } rig) return 2;
        var secret = RandomNumberGenerator.GetHexString(32);
        await using var server = await EchoServerProcess.StartAsync(("WebChat:Secrets:0", secret));
        var load = await rig.RunAsync(
            "directline-load.js",
            ("base", server.Address.ToString().TrimEnd('/')),
            ("secret", secret),
            ("mode", "ws"),
            ("pid", $"{server.Id}"),
            ("conversations", $"{Sockets}"),
            ("rate", $"{MessagesPerSecond}"),
            ("seconds", seconds.ToString(CultureInfo.InvariantCulture)));
        var figures = new Figures();
        figures.Correctness(load);
        figures.Report("Accepted, p95", load.Latency("ack", "p95"), "ms");
        figures.AtMost("Seen by the visitor, p95", load.Latency("echo", "p95"), 50, "ms");
        figures.AtMost("Answered, p95", load.Latency("finalReply", "p95"), 50, "ms");
        figures.AtMost("Resident set", load.LargestRss, 300, "MiB");
        figures.Report("Processor time for a message", load.CpuPerMessage, "ms");
        return figures.Conditions(load);
    }
}
