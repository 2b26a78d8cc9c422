using System.Buffers;
using Lucene.Net.Search;
using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded.Bm25;

// BM25 term by term into one array of scores per segment. Scores equal those of Lucene's OR query, but lengths are read
// from arrays and nothing is allocated, while Lucene allocates a megabyte of buckets per search.
internal static class TextScan
{
    public static IReadOnlyList<Hit> Search(
        IReadOnlyList<Segment> segments, IReadOnlyList<QueryTerm> query,
        IReadOnlyDictionary<string, FieldStatistics> fields, int top,
        CancellationToken cancellationToken)
    {
        var weights = query.Select(
            term => term.Weight * fields[term.Field].Rarity(segments.Sum(segment => (long)segment.DocFreq(term))))
            .ToArray();
        var best = new TopHits(top);
        foreach (var segment in segments)
        {
            var scores = ArrayPool<float>.Shared.Rent(segment.Count);
            Array.Clear(scores, 0, segment.Count);
            for (var i = 0; i < weights.Length; i++)
                Add(segment, query[i], weights[i], fields[query[i].Field].Dampings, scores, cancellationToken);
            Collect(segment, scores, best, cancellationToken);
            ArrayPool<float>.Shared.Return(scores);
        }
        return best.Ordered;
    }

    private static void Add(
        Segment segment, QueryTerm term, float weight, float[] dampings, float[] scores,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (segment.Postings(term) is not { } postings) return;
        var lengths = segment.Lengths(term.Field);
        var seen = 0L;
        for (var doc = postings.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.NextDoc())
        {
            cancellationToken.ObeyEveryBlock(seen++);
            scores[doc] += weight * postings.Freq / (postings.Freq + dampings[lengths[doc]]);
        }
    }

    private static void Collect(Segment segment, float[] scores, TopHits best, CancellationToken cancellationToken)
    {
        for (var doc = 0; doc < segment.Count; doc++)
        {
            cancellationToken.ObeyEveryBlock(doc);
            if (scores[doc] > 0 && scores[doc] >= best.Threshold && segment.IsVisible(doc))
                best.Offer(scores[doc], doc, segment);
        }
    }
}
