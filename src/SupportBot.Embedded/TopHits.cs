using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded;

internal sealed class TopHits(int top)
{
    private static readonly Comparer<ScoredDocument> WorstFirst = Comparer<ScoredDocument>.Create(static (a, b) =>
        a.Score != b.Score ? a.Score.CompareTo(b.Score) : string.CompareOrdinal(b.Id, a.Id));

    private readonly PriorityQueue<ScoredDocument, ScoredDocument> _worstFirst = new(WorstFirst);

    // Lower scores cannot enter.
    public float Threshold { get; private set; } = float.NegativeInfinity;

    public void Offer(float score, int doc, Segment segment)
    {
        if (top == 0) return;
        var found = new ScoredDocument(score, doc, segment);
        if (_worstFirst.Count < top) _worstFirst.Enqueue(found, found);
        else _worstFirst.EnqueueDequeue(found, found);
        if (_worstFirst.Count == top) Threshold = _worstFirst.Peek().Score;
    }

    public IEnumerable<ScoredDocument> Unordered => _worstFirst.UnorderedItems.Select(item => item.Element);

    public IReadOnlyList<Hit> Ordered =>
        [.. Unordered.OrderDescending(WorstFirst).Select(found => new Hit(found.Id, found.Score))];

    internal sealed class ScoredDocument(float score, int doc, Segment segment)
    {
        private string? _id;

        public float Score => score;

        public int Doc => doc;

        public Segment Segment => segment;

        public string Id => _id ??= segment.ChunkId(doc);
    }
}
