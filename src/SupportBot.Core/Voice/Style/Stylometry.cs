namespace SupportBot.Core.Voice.Style;

/// <summary>How far a text's lengths and rates are from those of a brand's texts.</summary>
internal sealed class Stylometry
{
    /// <summary>A rate that never varies would make any other value infinitely far.</summary>
    private const double LeastDeviation = 0.01;

    /// <summary>A single odd rate says no more than this many standard deviations.</summary>
    private const double MostDistance = 5;

    private readonly double[] _means;
    private readonly double[] _deviations;

    private Stylometry(double[] means, double[] deviations) => (_means, _deviations) = (means, deviations);

    /// <param name="samples">At least one.</param>
    public static Stylometry Of(IReadOnlyList<StyleSample> samples)
    {
        double[] means = [.. StyleTraits.Names.Select((_, i) => samples.Average(sample => sample.Traits[i]))];
        return new(means, [.. means.Select((mean, i) => Math.Max(
            LeastDeviation, Math.Sqrt(samples.Average(sample => Math.Pow(sample.Traits[i] - mean, 2)))))]);
    }

    /// <summary>The mean over the traits, in standard deviations.</summary>
    public double Distance(StyleSample sample) => sample.Traits
        .Select((value, i) => Math.Min(MostDistance, Math.Abs(value - _means[i]) / _deviations[i])).Average();
}
