using Lucene.Net.Index;
using Lucene.Net.Search;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;
using SupportBot.Embedded.Vectors;

namespace SupportBot.Embedded;

/// <summary>One committed state of the index, unchanging: what a search sees from its beginning to its end.</summary>
internal sealed class IndexSnapshot
{
    private readonly IndexSearcher _searcher;
    private readonly Dictionary<object, SegmentColumns> _columns;
    private readonly string[] _languages;

    /// <param name="reader">Owned by the snapshot.</param>
    /// <param name="before">The state before, whose segments need not be read again.</param>
    public IndexSnapshot(IndexReader reader, IndexSnapshot? before)
    {
        Reader = reader;
        State = reader is DirectoryReader committed ? IndexState.Read(committed.IndexCommit.UserData) : new IndexState(0, null);
        _searcher = new IndexSearcher(reader) { Similarity = FineLengthBm25.Tuned };
        _columns = reader.Leaves.Select(leaf => leaf.AtomicReader).ToDictionary(leaf => leaf.CoreCacheKey, leaf =>
            before?._columns.GetValueOrDefault(leaf.CoreCacheKey) ?? SegmentColumns.Read(leaf));
        _languages = [.. reader.Leaves.SelectMany(leaf => leaf.AtomicReader.FieldInfos)
            .Select(field => field.Name).Where(name => name.StartsWith("body_", StringComparison.Ordinal))
            .Select(IndexFields.LanguageOf).Distinct().Order(StringComparer.Ordinal)];
    }

    public IndexReader Reader { get; }

    public IndexState State { get; }

    /// <summary>Keeps the files open until <see cref="Release"/>; false where they are closed already.</summary>
    public bool TryAcquire() => Reader.TryIncRef();

    public void Release() => Reader.DecRef();

    public SearchHits Search(SearchRequest request, TextQuery queries)
    {
        var segments = Segments(access => request.Audiences.Contains(access.Audience) && (request.Language ?? access.Language) == access.Language);
        var text = new TopHits(request.Top);
        var languages = request.Language is null ? _languages : _languages.Where(language => language == request.Language);
        _searcher.Search(queries.Of(request.Text, languages), new TopHitsCollector(segments, text));
        var comparable = !request.Vector.IsEmpty && request.ModelHash is not null && request.ModelHash == State.ModelHash;
        return new SearchHits(text.Ordered, comparable ? VectorScan.Search(segments, request.Vector.Span, request.Top) : []);
    }

    public WordCounts Count(IReadOnlyList<string> words, string language, TextQuery queries)
    {
        var segments = Segments(access => access.Language == language);
        var chunks = segments.Sum(segment => segment.CountVisible());
        return new WordCounts(chunks, [.. words.Select(word => CountOf(queries.Words(word, language), language, segments) ?? chunks)]);
    }

    /// <summary>Of the rarest part, where the analyzer takes a word apart; null for a stop word.</summary>
    private static long? CountOf(IEnumerable<string> parts, string language, IReadOnlyList<Segment> segments) => parts
        .Select(part => (long?)IndexFields.Texts.Max(field => segments.Sum(segment => segment.CountOf(new Term(IndexFields.In(field.Name, language), part)))))
        .Min();

    private Segment[] Segments(Predicate<(Audience Audience, string Language)> mayBeSeen) =>
        [.. Reader.Leaves.Select(leaf => new Segment(leaf.AtomicReader, _columns[leaf.AtomicReader.CoreCacheKey], mayBeSeen))];
}
