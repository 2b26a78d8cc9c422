using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;
using SupportBot.Embedded.Vectors;

namespace SupportBot.Embedded;

/// <summary>One Lucene segment as a search sees it: its chunk ids, who may see which chunk, and its vectors.</summary>
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

    /// <summary>For one search on one thread: Lucene's value readers are not shared.</summary>
    public Segment(AtomicReader reader, SegmentColumns columns, Predicate<(Audience Audience, string Language)> mayBeSeen)
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

    /// <summary>The chunk is neither deleted nor hidden from this search.</summary>
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

    /// <summary>Chunks that hold a term, the deleted included.</summary>
    public int DocFreq(QueryTerm term) => Find(term)?.DocFreq ?? 0;

    /// <summary>The chunks that hold a term, the deleted included, until the next call; null for none.</summary>
    public DocsEnum? Postings(QueryTerm term) => Find(term) is { } found ? _postings = found.Docs(null, _postings, DocsFlags.FREQS) : null;

    /// <summary>The chunks that hold a term, without the deleted.</summary>
    public long CountLive(QueryTerm term, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_live is null) return DocFreq(term);
        if (Find(term)?.Docs(_live, null, DocsFlags.NONE) is not { } living) return 0;
        var found = 0L;
        while (living.NextDoc() != DocIdSetIterator.NO_MORE_DOCS) cancellationToken.ObeyEveryBlock(found++);
        return found;
    }

    /// <summary>The code of a field's length by Lucene document.</summary>
    public byte[] Lengths(string field) => _columns.Lengths[field];

    public string ChunkId(int doc)
    {
        _ids.Get(doc, _bytes);
        return _bytes.Utf8ToString();
    }

    /// <summary>The vector in full precision, valid until the next; empty where the chunk has none.</summary>
    public ReadOnlySpan<float> Vector(int doc)
    {
        _vectors.Get(doc, _bytes);
        return MemoryMarshal.Cast<byte, float>(_bytes.Bytes.AsSpan(_bytes.Offset, _bytes.Length));
    }

    private TermsEnum? Find(QueryTerm term)
    {
        if (!_terms.TryGetValue(term.Field, out var terms)) _terms[term.Field] = terms = _reader.GetTerms(term.Field)?.GetEnumerator();
        return terms is not null && terms.SeekExact(term.Bytes) ? terms : null;
    }
}
