using System.Globalization;
using SupportBot.Models.Tuning;

namespace SupportBot.Cli.Tuning;

internal static class TrainingView
{
    private const int CurveWidth = 48;
    private const string Bars = "▁▂▃▄▅▆▇█";

    public static IReadOnlyList<string> Lines(WatchedTraining watched)
    {
        var (version, job) = (watched.Version, watched.Job);
        var tokens = job.TrainedTokens is { } trained
            ? string.Create(CultureInfo.InvariantCulture, $", {trained} tokens trained")
            : "";
        List<string> lines = [$"{version.Id}  {job.Status}{tokens}  ({version.Route}, {job.Id})"];
        if (job.Loss is [var first, .., var last])
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"loss {first.Training:0.000} {Curve(job.Loss)} {last.Training:0.000}, step {last.Step}"));
        return lines;
    }

    public static string Cost(TuningCost cost, int rows)
    {
        var price = cost.Price is { } known
            ? $"about {known:0.00##} by the prices of {cost.PricesOf}"
            : "not estimated: set Tuning:TrainingPrice and Tuning:PricesOf";
        var epochs = cost.IsAssumed ? $"{cost.Epochs} epochs assumed" : $"{cost.Epochs} epochs";
        return string.Create(
            CultureInfo.InvariantCulture, $"{rows} rows, {cost.Tokens} tokens in {epochs}; cost {price}");
    }

    public static string Checkpoint(TuningCheckpoint checkpoint)
    {
        var loss = checkpoint.ValidationLoss is { } known
            ? string.Create(CultureInfo.InvariantCulture, $", validation loss {known:0.000}")
            : "";
        return $"Checkpoint {checkpoint.Model}, step {checkpoint.Step}{loss}";
    }

    // The mean of the steps that fall on each column, between the lowest and the highest.
    internal static string Curve(IReadOnlyList<LossPoint> loss)
    {
        var width = Math.Min(CurveWidth, loss.Count);
        var columns = Enumerable.Range(0, width)
            .Select(i => loss.Skip(i * loss.Count / width).Take((i + 1) * loss.Count / width - i * loss.Count / width)
                .Average(point => point.Training)).ToList();
        var (low, high) = (columns.Min(), columns.Max());
        return string.Concat(columns.Select(value =>
            Bars[high > low ? (int)Math.Round((value - low) / (high - low) * (Bars.Length - 1)) : 0]));
    }
}
