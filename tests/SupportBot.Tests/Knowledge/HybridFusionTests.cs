using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class HybridFusionTests
{
    [Fact]
    public void BM25_counts_as_a_part_of_its_highest_score_and_a_cosine_between_the_lowest_and_the_highest()
    {
        var fused = Fuse([new("a", 12), new("b", 6)], [new("b", .4f), new("d", .3f), new("c", .2f)]);
        Assert.Equal([("b", .75), ("a", .5), ("d", .25), ("c", 0)],
            fused.Select(hit => (hit.ChunkId, Math.Round(hit.Score, 6))));
        Assert.Equal((0, null), (fused[3].Bm25, fused[1].Cosine));
    }

    [Fact]
    public void One_leg_alone_keeps_its_order() =>
        Assert.Equal(["a", "b"], Fuse([new("a", 3), new("b", 1)], []).Select(hit => hit.ChunkId));

    [Fact]
    public void Nothing_alike_does_not_turn_the_order_round() =>
        Assert.Equal(["a", "b"], Fuse([], [new("a", -.1f), new("b", -.2f)]).Select(hit => hit.ChunkId));

    private static List<HybridSearch.FusedHit> Fuse(Hit[] bm25, Hit[] vector) =>
        [.. HybridSearch.Fuse(new SearchHits(bm25, vector))];
}
