using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;
using SupportBot.Embedded.Vectors;

namespace SupportBot.Embedded;

/// <summary>What every search needs of a segment, read once into arrays: access and quantised vectors by Lucene document.</summary>
internal sealed class SegmentColumns
{
    private SegmentColumns(byte[] access, IReadOnlyList<(Audience Audience, string Language)> values, QuantizedVectors vectors)
    {
        Access = access;
        AccessValues = values;
        Vectors = vectors;
    }

    /// <summary>Index into <see cref="AccessValues"/> by Lucene document.</summary>
    public byte[] Access { get; }

    public IReadOnlyList<(Audience Audience, string Language)> AccessValues { get; }

    public QuantizedVectors Vectors { get; }

    public static SegmentColumns Read(AtomicReader reader)
    {
        var access = reader.GetSortedDocValues(IndexFields.Access);
        var values = new (Audience, string)[access.ValueCount];
        var bytes = new BytesRef();
        for (var i = 0; i < values.Length; i++)
        {
            access.LookupOrd(i, bytes);
            values[i] = IndexFields.ReadAccess(bytes.Utf8ToString());
        }
        var codes = new byte[reader.MaxDoc];
        for (var doc = 0; doc < codes.Length; doc++) codes[doc] = (byte)access.GetOrd(doc);
        return new SegmentColumns(codes, values, ReadVectors(reader));
    }

    private static QuantizedVectors ReadVectors(AtomicReader reader)
    {
        var source = reader.GetBinaryDocValues(IndexFields.Vector);
        var bytes = new BytesRef();
        var vectors = new QuantizedVectors(reader.MaxDoc);
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            source.Get(doc, bytes);
            if (bytes.Length > 0) vectors.Set(doc, MemoryMarshal.Cast<byte, float>(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length)));
        }
        return vectors;
    }
}
