using SupportBot.Core.Evaluation;

namespace SupportBot.Benchmarks.Claims;

/// <summary>The rows of one half of the conversations, each with its interval.</summary>
/// <param name="half">Which one.</param>
/// <param name="figures">Takes the rows.</param>
/// <param name="hasBars">Whether the bars hold for it.</param>
internal sealed class HalfFigures(string half, Figures figures, bool hasBars)
{
    public void AtLeast(string what, Estimate share, double bar)
    {
        if (hasBars) figures.AtLeast(Named(what, share), share.Mean, bar, "");
        else Report(what, share);
    }

    public void Report(string what, Estimate share) => figures.Report(Named(what, share), share.Mean, "");

    private string Named(string what, Estimate share) =>
        FormattableString.Invariant($"{half}: {what}, 95 % from {share.Low:0.000} to {share.High:0.000}");
}
