using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SupportBot.Core.Knowledge.Linting;

// SimHash (Charikar 2002) over runs of three words. Texts whose hashes differ in at most three bits agree in at least
// one of four parts.
internal sealed class NearDuplicates
{
    private const int MinWords = 40;
    private const int Run = 3;
    private const int MaxBits = 3;
    private const int Parts = 4;

    // Limits the comparisons per part, so that many equal texts do not take quadratic time.
    private const int MaxCompared = 20;

    private readonly Dictionary<(int Part, ushort Bits), List<(ulong Hash, Chunk Chunk)>> _seen = [];

    // Returns an earlier text of another document that is nearly the same, or null.
    public Chunk? Add(Chunk chunk)
    {
        var words = chunk.Text.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < MinWords) return null;
        var hash = Hash(words);
        Chunk? found = null;
        for (var part = 0; part < Parts; part++)
        {
            var key = (part, (ushort)(hash >> (16 * part)));
            if (!_seen.TryGetValue(key, out var alike)) _seen[key] = alike = [];
            found ??= alike.FirstOrDefault(other => other.Chunk.DocumentId != chunk.DocumentId
                && BitOperations.PopCount(other.Hash ^ hash) <= MaxBits).Chunk;
            if (alike.Count < MaxCompared) alike.Add((hash, chunk));
        }
        return found;
    }

    private static ulong Hash(string[] words)
    {
        Span<int> votes = stackalloc int[64];
        for (var i = 0; i + Run <= words.Length; i++)
        {
            var run = string.Join(' ', words, i, Run);
            var bits = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(MemoryMarshal.AsBytes(run.AsSpan())));
            for (var bit = 0; bit < 64; bit++) votes[bit] += (bits >> bit & 1) == 1 ? 1 : -1;
        }
        var hash = 0UL;
        for (var bit = 0; bit < 64; bit++)
            if (votes[bit] > 0) hash |= 1UL << bit;
        return hash;
    }
}
