namespace SupportBot.Core.Evaluation.Retrieval;

/// <summary>How good one ranking is, 0 to 1.</summary>
/// <param name="Name">For example <c>nDCG@10</c>.</param>
/// <param name="Of">From document ids, best first, and the grades of the relevant ones.</param>
public sealed record RankingMetric(
    string Name, Func<IReadOnlyList<string>, IReadOnlyDictionary<string, int>, double> Of)
{
    /// <summary>All metrics that a report shows, in its order.</summary>
    public static IReadOnlyList<RankingMetric> All { get; } =
    [
        .. new[] { 1, 3, 5, 10 }.Select(
            k => new RankingMetric($"R@{k}", (ranked, relevant) => Recall(ranked, relevant, k))),
        .. new[] { 1, 3, 5, 10 }.Select(
            k => new RankingMetric($"nDCG@{k}", (ranked, relevant) => Ndcg(ranked, relevant, k))),
        .. new[] { 1, 3, 5 }.Select(
            k => new RankingMetric($"hit@{k}", (ranked, relevant) => ranked.Take(k).Any(relevant.ContainsKey) ? 1 : 0)),
        new RankingMetric("MRR", ReciprocalRank),
    ];

    // The share of the relevant documents among the first k.
    internal static double Recall(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, int> relevant, int k) =>
        (double)ranked.Take(k).Count(relevant.ContainsKey) / relevant.Count;

    // As in trec_eval: the gain is the grade, the discount log2(rank + 1), and the ideal ranking has all relevant
    // documents.
    internal static double Ndcg(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, int> relevant, int k) =>
        Gain(ranked.Take(k).Select(id => relevant.GetValueOrDefault(id))) / Gain(
            relevant.Values.OrderDescending().Take(k));

    // 0 if no relevant document was found.
    internal static double ReciprocalRank(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, int> relevant)
    {
        for (var i = 0; i < ranked.Count; i++)
            if (relevant.ContainsKey(ranked[i])) return 1.0 / (i + 1);
        return 0;
    }

    private static double Gain(IEnumerable<int> grades) => grades.Select((grade, i) => grade / Math.Log2(i + 2)).Sum();
}
