namespace SupportBot.Core.Evaluation;

/// <summary>A figure with its 95 % interval.</summary>
public readonly record struct Estimate(double Mean, double Low, double High);

/// <summary>
/// Percentile bootstrap (Efron 1979): the figure over 2,000 samples drawn with replacement. Cases of one cluster, such
/// as the turns of one conversation, are drawn together, since they are not independent.
/// </summary>
public static class Bootstrap
{
    private const int Samples = 2_000;

    /// <summary>The mean of one value a case.</summary>
    /// <param name="values">One value a case; none gives zeros.</param>
    /// <param name="clusters">The cluster of each case; null where each is its own.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    public static Estimate Mean(IReadOnlyList<double> values, IReadOnlyList<string>? clusters = null, int seed = 1)
    {
        if (values.Count == 0) return default;
        var groups = values.Select((value, i) => (value, Cluster: clusters?[i] ?? $"{i}"))
            .GroupBy(v => v.Cluster, v => v.value).Select(g => (Sum: g.Sum(), Count: g.Count())).ToArray();
        var random = new Random(seed);
        var means = Enumerable.Range(0, Samples).Select(_ => SampleMean(groups, random)).Order().ToArray();
        return new Estimate(values.Average(), means[(int)(Samples * .025)], means[(int)(Samples * .975)]);
    }

    /// <summary>The mean difference of two values a case, a − b, each case drawn with both.</summary>
    public static Estimate Difference(IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? clusters = null, int seed = 1) =>
        Mean([.. a.Zip(b, (x, y) => x - y)], clusters, seed);

    private static double SampleMean((double Sum, int Count)[] groups, Random random)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < groups.Length; i++)
        {
            var drawn = groups[random.Next(groups.Length)];
            sum += drawn.Sum;
            count += drawn.Count;
        }
        return sum / count;
    }
}
