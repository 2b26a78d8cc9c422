using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;
using SupportBot.Embedded.Vectors;

namespace SupportBot.Embedded;

internal sealed class Segment
{
    private readonly AtomicReader _reader;
    private readonly IBits? _live;
    private readonly BinaryDocValues _ids;
    private readonly BinaryDocValues _vectors;
    private readonly SegmentColumns _columns;
    private readonly bool[] _allowed;
    private readonly BytesRef _bytes = new();
    private readonly Dictionary<string, TermsEnum?> _terms = new(StringComparer.Ordinal);
    private DocsEnum? _postings;

    // For a single search on one thread, since Lucene's value readers are not thread-safe.
    public Segment(
        AtomicReader reader, SegmentColumns columns, Predicate<(Audience Audience, string Language)> mayBeSeen)
    {
        _reader = reader;
        _live = reader.LiveDocs;
        _ids = reader.GetBinaryDocValues(LuceneFields.ChunkId) ?? DocValues.EMPTY_BINARY;
        _vectors = reader.GetBinaryDocValues(LuceneFields.Vector) ?? DocValues.EMPTY_BINARY;
        _columns = columns;
        _allowed = [.. columns.AccessValues.Select(access => mayBeSeen(access))];
    }

    public int Count => _columns.Access.Length;

    public QuantizedVectors Vectors => _columns.Vectors;

    public bool IsVisible(int doc) => _allowed[_columns.Access[doc]] && (_live is null || _live.Get(doc));

    public long CountVisible(CancellationToken cancellationToken)
    {
        var found = 0L;
        for (var doc = 0; doc < Count; doc++)
        {
            cancellationToken.ObeyEveryBlock(doc);
            if (IsVisible(doc)) found++;
        }
        return found;
    }

    public int DocFreq(QueryTerm term) => Find(term)?.DocFreq ?? 0;

    public DocsEnum? Postings(QueryTerm term) =>
        Find(term) is { } found ? _postings = found.Docs(null, _postings, DocsFlags.FREQS) : null;

    public long CountLive(QueryTerm term, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_live is null) return DocFreq(term);
        if (Find(term)?.Docs(_live, null, DocsFlags.NONE) is not { } living) return 0;
        var found = 0L;
        while (living.NextDoc() != DocIdSetIterator.NO_MORE_DOCS) cancellationToken.ObeyEveryBlock(found++);
        return found;
    }

    public byte[] Lengths(string field) => _columns.Lengths[field];

    public string ChunkId(int doc)
    {
        _ids.Get(doc, _bytes);
        return _bytes.Utf8ToString();
    }

    // Full precision, valid until the next call; empty if the chunk has no vector.
    public ReadOnlySpan<float> Vector(int doc)
    {
        _vectors.Get(doc, _bytes);
        return MemoryMarshal.Cast<byte, float>(_bytes.Bytes.AsSpan(_bytes.Offset, _bytes.Length));
    }

    private TermsEnum? Find(QueryTerm term)
    {
        if (!_terms.TryGetValue(term.Field, out var terms))
            _terms[term.Field] = terms = _reader.GetTerms(term.Field)?.GetEnumerator();
        return terms is not null && terms.SeekExact(term.Bytes) ? terms : null;
    }
}
