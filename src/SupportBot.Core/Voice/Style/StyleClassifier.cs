namespace SupportBot.Core.Voice.Style;

/// <summary>
/// Tells the texts of a brand from those of others by what is left of them without their topic: the n-grams that tell
/// most, weighted by logistic regression.
/// </summary>
internal sealed class StyleClassifier
{
    private readonly Dictionary<string, int> _features;
    private readonly LogisticRegression _model;

    private StyleClassifier(Dictionary<string, int> features, LogisticRegression model) =>
        (_features, _model) = (features, model);

    /// <param name="own">Samples of the brand; at least one.</param>
    /// <param name="others">Samples of others; at least one.</param>
    /// <param name="options">How it learns.</param>
    public static StyleClassifier Fit(
        IReadOnlyList<StyleSample> own, IReadOnlyList<StyleSample> others, StyleOptions? options = null)
    {
        options ??= StyleOptions.Default;
        var features = Telling(own, others, options).Select((gram, i) => (gram, i))
            .ToDictionary(feature => feature.gram, feature => feature.i, StringComparer.Ordinal);
        // Each side weighs the same, however many samples it has.
        var balance = (double)own.Count / others.Count;
        var model = LogisticRegression.Fit(
            [.. own.Concat(others).Select(sample => Row(sample, features))],
            [.. own.Select(_ => true), .. others.Select(_ => false)],
            [.. own.Select(_ => Math.Min(1, 1 / balance)), .. others.Select(_ => Math.Min(1, balance))],
            options.Penalty);
        return new StyleClassifier(features, model);
    }

    /// <summary>0 to 1.</summary>
    public double Probability(StyleSample sample) => _model.Probability(Row(sample, _features));

    /// <summary>
    /// The n-grams with the largest log-odds in standard deviations (Monroe, Colaresi and Quinn, Fightin' Words, 2008).
    /// </summary>
    private static IEnumerable<string> Telling(
        IReadOnlyList<StyleSample> own, IReadOnlyList<StyleSample> others, StyleOptions options)
    {
        var (mine, theirs) = (Counts(own), Counts(others));
        var (all, allTheirs) = ((double)mine.Values.Sum(), (double)theirs.Values.Sum());
        return mine.Keys.Union(theirs.Keys)
            .Select(gram => (Gram: gram, Mine: mine.GetValueOrDefault(gram), Theirs: theirs.GetValueOrDefault(gram)))
            .Where(gram => gram.Mine + gram.Theirs >= options.LeastSamples)
            .Select(gram => (gram.Gram, Score: Math.Abs(
                Math.Log((gram.Mine + options.Prior) / (all - gram.Mine + options.Prior))
                - Math.Log((gram.Theirs + options.Prior) / (allTheirs - gram.Theirs + options.Prior)))
                / Math.Sqrt(1 / (gram.Mine + options.Prior) + 1 / (gram.Theirs + options.Prior))))
            .OrderByDescending(gram => gram.Score).ThenBy(gram => gram.Gram, StringComparer.Ordinal)
            .Take(options.Features).Select(gram => gram.Gram);
    }

    /// <summary>In how many samples each stands, so that one odd sample does not count for many.</summary>
    private static Dictionary<string, int> Counts(IReadOnlyList<StyleSample> samples) =>
        samples.SelectMany(sample => Grams(sample.Tokens).Distinct()).CountBy(gram => gram).ToDictionary();

    private static double[] Row(StyleSample sample, Dictionary<string, int> features)
    {
        var row = new double[features.Count];
        foreach (var gram in Grams(sample.Tokens))
            if (features.TryGetValue(gram, out var i)) row[i]++;
        for (var i = 0; i < row.Length; i++)
            row[i] = Math.Log(1 + row[i] * StyleSample.Words / Math.Max(1, sample.Tokens.Count));
        return row;
    }

    private static IEnumerable<string> Grams(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            yield return tokens[i];
            if (i + 1 < tokens.Count) yield return $"{tokens[i]} {tokens[i + 1]}";
            if (i + 2 < tokens.Count) yield return $"{tokens[i]} {tokens[i + 1]} {tokens[i + 2]}";
        }
    }
}

/// <summary>How a style is learned. Measured by the benchmark <c>voice style</c>.</summary>
internal sealed record StyleOptions
{
    public static readonly StyleOptions Default = new();

    /// <summary>N-grams that are weighted.</summary>
    public int Features { get; init; } = 120;

    /// <summary>Strength of the regularisation, in samples.</summary>
    public double Penalty { get; init; } = 20;

    /// <summary>Added to each count.</summary>
    public double Prior { get; init; } = 0.5;

    /// <summary>An n-gram of fewer samples is not used.</summary>
    public int LeastSamples { get; init; } = 3;
}
