using System.Globalization;
using System.Text.Json;
using SupportBot.Core.Evaluation;

namespace SupportBot.Cli.Eval;

internal sealed record RetrievalComparison(
    OrderedDictionary<string, double> Hybrid, OrderedDictionary<string, double> Bm25,
    OrderedDictionary<string, Estimate> Difference);

internal static class RetrievalReport
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static void Show(OrderedDictionary<string, double> figures, bool json)
    {
        if (json) Terminal.WriteJson(JsonSerializer.Serialize(figures, Web));
        else foreach (var (name, value) in figures) Line(name, $"{value,9:0.000}");
    }

    public static void Show(RetrievalComparison comparison, bool json)
    {
        if (json)
        {
            Terminal.WriteJson(JsonSerializer.Serialize(comparison, Web));
            return;
        }
        Line("", $"   hybrid     bm25  difference (95 % interval)");
        foreach (var (name, hybrid) in comparison.Hybrid)
            Line(name, $"{hybrid,9:0.000}{comparison.Bm25[name],9:0.000}{Gain(comparison.Difference, name)}");
    }

    private static string Gain(OrderedDictionary<string, Estimate> difference, string name) =>
        difference.TryGetValue(name, out var gain)
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{gain.Mean,12:+0.000;-0.000} ({gain.Low:+0.000;-0.000} to {gain.High:+0.000;-0.000})")
        : "";

    private static void Line(string name, FormattableString figures) =>
        Terminal.WriteLine($"{name,-14}{figures.ToString(CultureInfo.InvariantCulture)}");
}
