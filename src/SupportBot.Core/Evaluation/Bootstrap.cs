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
    /// <param name="clusters">The cluster of each case; null if each is its own.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    public static Estimate Mean(IReadOnlyList<double> values, IReadOnlyList<string>? clusters = null, int seed = 1) =>
        values.Count == 0 ? default : Of(
            [.. values.Select((value, i) => (value, Cluster: clusters?[i] ?? $"{i}"))
                .GroupBy(v => v.Cluster, v => v.value).Select(group => (IReadOnlyList<double>)[.. group])],
            sample => sample.Average(), seed);

    /// <summary>The mean difference of two values a case, a − b, each case drawn with both.</summary>
    public static Estimate Difference(
        IReadOnlyList<double> a, IReadOnlyList<double> b, IReadOnlyList<string>? clusters = null, int seed = 1) =>
        Mean([.. a.Zip(b, (x, y) => x - y)], clusters, seed);

    /// <summary>Any figure of the values of all clusters.</summary>
    /// <param name="clusters">At least one, each with at least one value.</param>
    /// <param name="figure">From the values of a sample, in no order.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    public static Estimate Of(
        IReadOnlyList<IReadOnlyList<double>> clusters, Func<List<double>, double> figure, int seed = 1) =>
        Sampled(clusters.Count, drawn => figure([.. drawn.SelectMany(i => clusters[i])]), seed);

    /// <summary>
    /// The difference of a figure between two runs, a − b, each cluster drawn with its values of both.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public static Estimate Difference(
        IReadOnlyList<(IReadOnlyList<double> A, IReadOnlyList<double> B)> clusters, Func<List<double>, double> figure,
        int seed = 1) =>
        Sampled(
            clusters.Count,
            drawn =>
                figure([.. drawn.SelectMany(i => clusters[i].A)]) - figure([.. drawn.SelectMany(i => clusters[i].B)]),
            seed);

    private static Estimate Sampled(int clusters, Func<int[], double> figure, int seed)
    {
        var (random, drawn) = (new Random(seed), new int[clusters]);
        var figures = new double[Samples];
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var i = 0; i < clusters; i++) drawn[i] = random.Next(clusters);
            figures[sample] = figure(drawn);
        }
        Array.Sort(figures);
        return new Estimate(
            figure([.. Enumerable.Range(0, clusters)]), figures[(int)(Samples * .025)], figures[(int)(Samples * .975)]);
    }
}
