using System.Globalization;

namespace SupportBot.Benchmarks;

/// <summary>
/// A table of figures beside the bars that they have to clear, as Markdown, so that it can go into the documentation.
/// </summary>
internal sealed class Figures
{
    private bool _cleared = true;

    public Figures() => Console.WriteLine("| What | Figure | Bar | Cleared |\n|---|---|---|---|");

    /// <summary>0 where every bar was cleared, else 1: the exit code of a benchmark.</summary>
    public int ExitCode => _cleared ? 0 : 1;

    public void AtMost(string what, double figure, double bar, string unit) =>
        Row(what, figure, $"≤ {bar:#,0.###} {unit}", unit, figure <= bar);

    public void AtLeast(string what, double figure, double bar, string unit) =>
        Row(what, figure, $"≥ {bar:#,0.###} {unit}", unit, figure >= bar);

    public void Report(string what, double figure, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {figure:#,0.###} {unit} | – | – |"));

    /// <summary>Median and 95th percentile of latencies.</summary>
    public void Latencies(string what, IReadOnlyList<TimeSpan> latencies, double p50, double p95)
    {
        var sorted = latencies.Select(latency => latency.TotalMilliseconds).Order().ToArray();
        AtMost($"{what}, p50", sorted[sorted.Length / 2], p50, "ms");
        AtMost($"{what}, p95", sorted[sorted.Length * 95 / 100], p95, "ms");
    }

    private void Row(string what, double figure, FormattableString bar, string unit, bool cleared)
    {
        _cleared &= cleared;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {figure:#,0.###} {unit} | {bar.ToString(CultureInfo.InvariantCulture)} | "
                    + $"{(cleared ? "yes" : "no")} |"));
    }
}
