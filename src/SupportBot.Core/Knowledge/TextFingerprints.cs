using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SupportBot.Core.Knowledge;

/// <summary>Identifies known texts by the first 8 bytes of their SHA-256.</summary>
public sealed class TextFingerprints
{
    private readonly HashSet<ulong> _known;

    private TextFingerprints(IEnumerable<ulong> known) => _known = [.. known];

    public static TextFingerprints Of(IEnumerable<Chunk> chunks) => new(chunks.Select(Of));

    public static TextFingerprints Parse(byte[] bytes) =>
        new(Enumerable.Range(0, bytes.Length / sizeof(ulong))
            .Select(i => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)))));

    /// <summary>In ascending order, so that equal sets give equal bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[_known.Count * sizeof(ulong)];
        foreach (var (i, value) in _known.Order().Index())
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), value);
        return bytes;
    }

    /// <summary>The part of the characters that lies in unknown texts, 0 to 1.</summary>
    public double NewShare(IEnumerable<Chunk> chunks)
    {
        var (all, unknown) = (0L, 0L);
        foreach (var chunk in chunks)
        {
            all += chunk.EmbeddingText.Length;
            if (!_known.Contains(Of(chunk))) unknown += chunk.EmbeddingText.Length;
        }
        return all == 0 ? 0 : (double)unknown / all;
    }

    private static ulong Of(Chunk chunk) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(chunk.EmbeddingText)));
}
