using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SupportBot.Benchmarks.Load;

/// <summary>A channel that sends as fast as it may: each message verified, kept, answered once and delivered.</summary>
internal static class MessagesBenchmark
{
    private const int MessagesPerSecond = 1_000;
    private const int Conversations = 1_000;

    /// <summary>Seconds of load before the load that counts, in which the host compiles what it runs.</summary>
    private const int WarmUp = 10;

    public static async Task<int> RunAsync(int seconds)
    {
        if (await LoadRig.OpenAsync() is not { } rig) return 2;
        await using var issuer = await LocalIssuer.StartAsync();
        await using var server = await EchoServerProcess.StartAsync(EchoServer.BotSettings(issuer.Metadata));
        var connector = FreePort();
        var token = issuer.Sign($"http://127.0.0.1:{connector}");
        await LoadAsync(WarmUp);
        var load = await LoadAsync(seconds);
        var figures = new Figures();
        figures.Correctness(load);
        figures.AtMost("Accepted, p95", load.Latency("ack", "p95"), 20, "ms");
        figures.AtMost("Delivered, p95", load.Latency("finalReply", "p95"), 250, "ms");
        figures.AtMost("Processor time for a message", load.CpuPerMessage, 0.35, "ms");
        figures.Report("Resident set", load.LargestRss, "MiB");
        return figures.Conditions(load);

        Task<LoadResult> LoadAsync(int length) => rig.RunAsync(
            "messages-load.js", ("url", $"{server.Address}api/messages"), ("token", token), ("double-port", $"{connector}"), ("pid", $"{server.Id}"),
            ("conversations", $"{Conversations}"), ("rate", $"{MessagesPerSecond}"), ("seconds", length.ToString(CultureInfo.InvariantCulture)));
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
