using System.Numerics.Tensors;
using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded.Vectors;

// Exact nearest neighbors: scores every visible chunk in bytes, and the best three times the requested number again in
// floats. In measurements this keeps the exact order, and up to 100,000 chunks it is as fast as a graph index.
internal static class VectorScan
{
    private const int Oversampling = 3;
    private const int Block = 1024;

    public static IReadOnlyList<Hit> Search(
        IReadOnlyList<Segment> segments, ReadOnlySpan<float> query, int top, CancellationToken cancellationToken)
    {
        var codes = new sbyte[query.Length];
        var scale = VectorQuantization.Quantize(query, codes);
        var candidates = new TopHits(top * Oversampling);
        foreach (var segment in segments)
            if (segment.Vectors.Dimensions == query.Length) Scan(segment, codes, scale, candidates, cancellationToken);

        var best = new TopHits(top);
        foreach (var found in candidates.Unordered)
        {
            var score = TensorPrimitives.Dot(query, found.Segment.Vector(found.Doc));
            if (score >= best.Threshold) best.Offer(score, found.Doc, found.Segment);
        }
        return best.Ordered;
    }

    private static void Scan(
        Segment segment, ReadOnlySpan<sbyte> query, float scale, TopHits candidates,
        CancellationToken cancellationToken)
    {
        Span<float> scores = stackalloc float[Block];
        for (var first = 0; first < segment.Vectors.Count; first += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = scores[..Math.Min(Block, segment.Vectors.Count - first)];
            segment.Vectors.Dot(query, scale, first, block);
            for (var i = 0; i < block.Length; i++)
                if (block[i] >= candidates.Threshold && segment.Vectors.Has(first + i) && segment.IsVisible(first + i))
                    candidates.Offer(block[i], first + i, segment);
        }
    }
}
