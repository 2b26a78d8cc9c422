namespace SupportBot.Core.Evaluation.Retrieval;

/// <summary>The results and times of all questions of a set, asked one after the other.</summary>
public sealed class RetrievalRun
{
    private readonly List<(RetrievalQuery Query, IReadOnlyList<string> Ranked, double Milliseconds)> _asked = [];

    private RetrievalRun()
    {
    }

    /// <param name="queries">The questions.</param>
    /// <param name="search">Document ids for a question's text, best first, each once.</param>
    /// <param name="time">The clock.</param>
    public static async Task<RetrievalRun> OfAsync(
        IReadOnlyList<RetrievalQuery> queries, Func<string, Task<IReadOnlyList<string>>> search, TimeProvider time)
    {
        var run = new RetrievalRun();
        foreach (var query in queries)
        {
            var begun = time.GetTimestamp();
            var ranked = await search(query.Text).ConfigureAwait(false);
            run._asked.Add((query, ranked, time.GetElapsedTime(begun).TotalMilliseconds));
        }
        return run;
    }

    /// <summary>The metric of each question, in the set's order.</summary>
    public IReadOnlyList<double> Values(RankingMetric metric) =>
        [.. _asked.Select(a => metric.Of(a.Ranked, a.Query.Relevant))];

    /// <summary>The conversation of each question, in the set's order.</summary>
    public IReadOnlyList<string> Conversations => [.. _asked.Select(a => a.Query.Conversation)];

    /// <summary>The search time that a share of the questions did not exceed, in milliseconds.</summary>
    /// <param name="share">For example .95.</param>
    public double Milliseconds(double share) =>
        _asked.Select(a => a.Milliseconds).Order().ElementAt((int)Math.Ceiling(share * _asked.Count) - 1);

    /// <summary>Means of all metrics, and the times <c>p50ms</c> and <c>p95ms</c>.</summary>
    public OrderedDictionary<string, double> Figures()
    {
        var figures = new OrderedDictionary<string, double>();
        foreach (var metric in RankingMetric.All) figures[metric.Name] = Values(metric).Average();
        figures["p50ms"] = Milliseconds(.50);
        figures["p95ms"] = Milliseconds(.95);
        return figures;
    }

    /// <summary>How much better this run is than another of the same questions, by metric.</summary>
    public OrderedDictionary<string, Estimate> Over(RetrievalRun other)
    {
        var difference = new OrderedDictionary<string, Estimate>();
        foreach (var metric in RankingMetric.All)
            difference[metric.Name] = Bootstrap.Difference(Values(metric), other.Values(metric), Conversations);
        return difference;
    }
}
