using SupportBot.Core.Evaluation.Retrieval;

namespace SupportBot.Tests.Evaluation.Retrieval;

public sealed class RankingMetricTests
{
    private static readonly Dictionary<string, int> Relevant = new() { ["a"] = 1, ["b"] = 2, ["c"] = 1 };

    [Theory]
    [InlineData("R@1", 0)]
    [InlineData("R@3", 1.0 / 3)]
    [InlineData("R@5", 2.0 / 3)]
    [InlineData("hit@1", 0)]
    [InlineData("hit@3", 1)]
    [InlineData("MRR", .5)]
    public void Recall_hits_and_rank_are_counted_by_hand(string name, double expected) =>
        Assert.Equal(expected, Value(name, ["x", "b", "y", "a", "z"]), 12);

    [Fact]
    public void The_gain_is_the_grade_itself_as_in_trec_eval()
    {
        // Grade 2 at rank 2 and 1 at rank 4; at best the grades stand 2, 1, 1.
        var gained = (2 / Math.Log2(3)) + (1 / Math.Log2(5));
        var best = 2 + (1 / Math.Log2(3)) + (1 / Math.Log2(4));
        Assert.Equal(gained / best, Value("nDCG@5", ["x", "b", "y", "a", "z"]), 12);
    }

    [Fact]
    public void The_ideal_is_cut_where_the_ranking_is() => Assert.Equal(1, Value("nDCG@1", ["b"]));

    [Fact]
    public void Nothing_found_counts_as_zero() =>
        Assert.All(RankingMetric.All, metric => Assert.Equal(0, metric.Of([], Relevant)));

    private static double Value(string name, string[] ranked) =>
        RankingMetric.All.Single(metric => metric.Name == name).Of(ranked, Relevant);
}
