using Lucene.Net.Index;
using Lucene.Net.Util;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;
using SupportBot.Embedded.Vectors;

namespace SupportBot.Embedded;

internal sealed class IndexSnapshot
{
    private readonly Dictionary<object, SegmentColumns> _columns;
    private readonly Dictionary<string, FieldStatistics> _fields;

    public IndexSnapshot(IndexReader reader, IndexSnapshot? before)
    {
        Reader = reader;
        State = reader is DirectoryReader committed
            ? CommitData.Read(committed.IndexCommit.UserData)
            : IndexState.Empty;
        _columns = reader.Leaves.Select(leaf => leaf.AtomicReader).ToDictionary(leaf => leaf.CoreCacheKey, leaf =>
            before?._columns.GetValueOrDefault(leaf.CoreCacheKey) ?? SegmentColumns.Read(leaf));
        _fields = reader.Leaves.SelectMany(leaf => leaf.AtomicReader.FieldInfos)
            .Select(field => field.Name).Where(LuceneFields.IsText).Distinct()
            .ToDictionary(name => name, name => new FieldStatistics(reader, name), StringComparer.Ordinal);
    }

    public IndexReader Reader { get; }

    public IndexState State { get; }

    // Keeps the files open until Release; false if they are already closed.
    public bool TryAcquire() => Reader.TryIncRef();

    public void Release() => Reader.DecRef();

    public SearchHits Search(SearchRequest request, TextQuery queries, CancellationToken cancellationToken)
    {
        var segments = Segments(access =>
            request.Audiences.Contains(access.Audience) && (request.Language ?? access.Language) == access.Language);
        var fields = _fields.Keys.Where(
            field => request.Language is null || LuceneFields.LanguageOf(field) == request.Language);
        var text = TextScan.Search(segments, queries.Of(request.Text, fields), _fields, request.Top, cancellationToken);
        var comparable = !request.Vector.IsEmpty
            && request.ModelHash is not null
            && request.ModelHash == State.ModelHash;
        return new SearchHits(
            text, comparable ? VectorScan.Search(segments, request.Vector.Span, request.Top, cancellationToken) : []);
    }

    public WordCounts Count(
        IReadOnlyList<string> words, string language, TextQuery queries, CancellationToken cancellationToken)
    {
        var segments = Segments(access => access.Language == language);
        var chunks = segments.Sum(segment => segment.CountVisible(cancellationToken));
        return new WordCounts(
            chunks, [.. words.Select(word =>
                CountOf(queries.Words(word, language), language, segments, cancellationToken) ?? chunks)]);
    }

    private static long? CountOf(
        IEnumerable<string> parts, string language, IReadOnlyList<Segment> segments,
        CancellationToken cancellationToken) => parts
        .Select(part => (long?)LuceneFields.Texts.Max(field => Count(
            new QueryTerm(LuceneFields.In(field.Name, language), new BytesRef(part), 1), segments, cancellationToken)))
        .Min();

    private static long Count(QueryTerm term, IReadOnlyList<Segment> segments, CancellationToken cancellationToken) =>
        segments.Sum(segment => segment.CountLive(term, cancellationToken));

    private Segment[] Segments(Predicate<(Audience Audience, string Language)> mayBeSeen) =>
        [.. Reader.Leaves.Select(
            leaf => new Segment(leaf.AtomicReader, _columns[leaf.AtomicReader.CoreCacheKey], mayBeSeen))];
}
