using System.Text.Json;

namespace SupportBot.Benchmarks.Load;

/// <summary>What the rig saw of one load.</summary>
/// <param name="json">Its output.</param>
internal sealed class LoadResult(JsonElement json)
{
    public string Name => json.GetProperty("name").GetString()!;

    public double Sent => At("totals", "sent");

    public double Failed => At("totals", "failed");

    public double Lost => Sum(json.GetProperty("lost"));

    public double Duplicated => Sum(json.GetProperty("duplicated"));

    /// <summary>Messages that were overtaken by one that was posted only after their acknowledgement.</summary>
    public double Reordered =>
        json.GetProperty("reordered")
            .EnumerateObject()
            .Sum(of => of.Value.TryGetProperty("causal", out var n) ? n.GetDouble() : 0);

    public double AnswersPerSecond => At("totals", "repliesPerSecond");

    /// <summary>Processor time of the server, of all its processes, for one message, in milliseconds.</summary>
    public double CpuPerMessage => Servers("cpuSeconds") * 1000 / Sent;

    /// <summary>The server's largest resident set, in MiB.</summary>
    public double LargestRss => Servers("rssMaxMB");

    /// <summary>
    /// Processor time of everything on the machine but the server and the rig, in percent of one core.
    /// </summary>
    public double OtherCpu =>
        Math.Max(0, At("generator", "machineCpuPct") - At("generator", "cpuPct") - Servers("cpuAvgPct"));

    /// <summary>What the rig itself had to say of the run, such as that it was the bottleneck.</summary>
    public IEnumerable<string> Warnings =>
        json.GetProperty("generator").GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!);

    /// <summary>
    /// A percentile in milliseconds, from when the message was to be sent; infinite where nothing came.
    /// </summary>
    /// <param name="what"><c>ack</c>, <c>echo</c> or <c>finalReply</c>.</param>
    /// <param name="percentile">Such as <c>p95</c>.</param>
    public double Latency(string what, string percentile) =>
        json.GetProperty("latencyMs").GetProperty(what).TryGetProperty(percentile, out var latency)
            ? latency.GetDouble()
            : double.PositiveInfinity;

    /// <summary>Whether it is of this script of the rig.</summary>
    public bool IsOf(string script) => json.GetProperty("tool").GetString() == script;

    private double Servers(string figure) =>
        json.GetProperty("server").EnumerateArray().Sum(server => server.GetProperty(figure).GetDouble());

    private double At(params ReadOnlySpan<string> path)
    {
        var at = json;
        foreach (var name in path) at = at.GetProperty(name);
        return at.GetDouble();
    }

    private static double Sum(JsonElement counts) => counts.EnumerateObject().Sum(count => count.Value.GetDouble());
}
