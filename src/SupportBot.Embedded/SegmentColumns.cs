using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;
using SupportBot.Embedded.Vectors;

namespace SupportBot.Embedded;

internal sealed class SegmentColumns
{
    private SegmentColumns(
        byte[] access, IReadOnlyList<(Audience Audience, string Language)> values,
        IReadOnlyDictionary<string, byte[]> lengths, QuantizedVectors vectors)
    {
        Access = access;
        AccessValues = values;
        Lengths = lengths;
        Vectors = vectors;
    }

    public byte[] Access { get; }

    public IReadOnlyList<(Audience Audience, string Language)> AccessValues { get; }

    public IReadOnlyDictionary<string, byte[]> Lengths { get; }

    public QuantizedVectors Vectors { get; }

    public static SegmentColumns Read(AtomicReader reader)
    {
        var access = reader.GetSortedDocValues(LuceneFields.Access);
        var values = new (Audience, string)[access.ValueCount];
        var bytes = new BytesRef();
        for (var i = 0; i < values.Length; i++)
        {
            access.LookupOrd(i, bytes);
            values[i] = LuceneFields.ReadAccess(bytes.Utf8ToString());
        }
        var codes = new byte[reader.MaxDoc];
        for (var doc = 0; doc < codes.Length; doc++) codes[doc] = (byte)access.GetOrd(doc);
        return new SegmentColumns(codes, values, ReadLengths(reader), ReadVectors(reader));
    }

    private static Dictionary<string, byte[]> ReadLengths(AtomicReader reader) => reader.FieldInfos
        .Select(field => field.Name).Where(LuceneFields.IsText)
        .ToDictionary(
            name => name, name => ReadLengths(reader.GetNormValues(name), reader.MaxDoc), StringComparer.Ordinal);

    private static byte[] ReadLengths(NumericDocValues? norms, int count)
    {
        var lengths = new byte[count];
        for (var doc = 0; norms is not null && doc < count; doc++) lengths[doc] = (byte)norms.Get(doc);
        return lengths;
    }

    private static QuantizedVectors ReadVectors(AtomicReader reader)
    {
        var source = reader.GetBinaryDocValues(LuceneFields.Vector);
        var bytes = new BytesRef();
        var vectors = new QuantizedVectors(reader.MaxDoc);
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            source.Get(doc, bytes);
            if (bytes.Length > 0)
                vectors.Set(doc, MemoryMarshal.Cast<byte, float>(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length)));
        }
        return vectors;
    }
}
