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
    private readonly SegmentColumns _columns;
    private readonly bool[] _allowed;
    private readonly BytesRef _bytes = new();

    /// <summary>For one search on one thread: Lucene's value readers are not shared.</summary>
    public Segment(AtomicReader reader, SegmentColumns columns, Predicate<(Audience Audience, string Language)> mayBeSeen)
    {
        _reader = reader;
        _live = reader.LiveDocs;
        _ids = reader.GetBinaryDocValues(IndexFields.ChunkId) ?? DocValues.EMPTY_BINARY;
        _columns = columns;
        _allowed = [.. columns.AccessValues.Select(access => mayBeSeen(access))];
    }

    public int Count => _columns.Access.Length;

    public QuantizedVectors Vectors => _columns.Vectors;

    /// <summary>The chunk is neither deleted nor hidden from this search.</summary>
    public bool IsVisible(int doc) => _allowed[_columns.Access[doc]] && (_live is null || _live.Get(doc));

    public long CountVisible()
    {
        var found = 0L;
        for (var doc = 0; doc < Count; doc++)
            if (IsVisible(doc)) found++;
        return found;
    }

    /// <summary>Live chunks that hold a term; Lucene's document frequency includes the deleted.</summary>
    public long CountOf(Term term)
    {
        if (_live is null) return _reader.DocFreq(term);
        var found = 0L;
        if (_reader.GetTermDocsEnum(term) is { } living)
            while (living.NextDoc() != DocIdSetIterator.NO_MORE_DOCS) found++;
        return found;
    }

    public string ChunkId(int doc)
    {
        _ids.Get(doc, _bytes);
        return _bytes.Utf8ToString();
    }

    /// <summary>The vector in full precision; empty where the chunk has none.</summary>
    public float[] Vector(int doc)
    {
        _reader.GetBinaryDocValues(IndexFields.Vector).Get(doc, _bytes);
        return MemoryMarshal.Cast<byte, float>(_bytes.Bytes.AsSpan(_bytes.Offset, _bytes.Length)).ToArray();
    }
}
