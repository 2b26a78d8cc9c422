using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SupportBot.Embedded.Bm25;

/// <summary>Collects the best visible chunks of all segments.</summary>
internal sealed class TopHitsCollector(IReadOnlyList<Segment> segments, TopHits hits) : ICollector
{
    private Segment _segment = null!;
    private Scorer _scorer = null!;

    /// <summary>The order of equal scores does not depend on the order of arrival, which lets Lucene use its faster OR.</summary>
    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => _scorer = scorer;

    public void SetNextReader(AtomicReaderContext context) => _segment = segments[context.Ord];

    public void Collect(int doc)
    {
        var score = _scorer.GetScore();
        if (score >= hits.Threshold && _segment.IsVisible(doc)) hits.Offer(score, doc, _segment);
    }
}
