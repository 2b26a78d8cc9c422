using System.Runtime.InteropServices;
using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// Vectors that cost money or time, by the hash of their text, as a byte a component: cosines change by less than .002.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="model">Hash of the model: vectors of different models are never mixed.</param>
/// <param name="time">Dates the last use of a vector, since unused vectors expire.</param>
public sealed class VectorCache(Database database, string brand, string model, TimeProvider time)
{
    // Vectors per statement. Writes are short, since each holds up others.
    private const int ReadAtOnce = 500;
    private const int NotedAtOnce = 200;

    // Precision of the last use.
    private static readonly TimeSpan Exactness = TimeSpan.FromDays(7);

    /// <returns>Those that are there, by text hash.</returns>
    public async Task<Dictionary<string, float[]>> ReadAsync(
        IReadOnlyList<string> hashes, CancellationToken cancellationToken) =>
        (await RowsAsync(hashes, "vector", cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.TextHash, row => row.ToFloats(), StringComparer.Ordinal);

    /// <returns>The hashes of which a vector is there.</returns>
    public async Task<IReadOnlySet<string>> StoredAsync(
        IReadOnlyList<string> hashes, CancellationToken cancellationToken) =>
        (await RowsAsync(hashes, "zeroblob(0)", cancellationToken).ConfigureAwait(false))
            .Select(row => row.TextHash).ToHashSet(StringComparer.Ordinal);

    /// <summary>Stores vectors, by text hash; those that are there stay.</summary>
    public Task SaveAsync(
        IReadOnlyCollection<KeyValuePair<string, float[]>> vectors, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = vectors.Select(vector =>
        {
            var bytes = new byte[vector.Value.Length];
            double scale = VectorQuantization.Quantize(
                vector.Value, MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan()));
            return new { brand, model, hash = vector.Key, now, scale, bytes };
        }).ToList();
        return database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO passage_vectors (brand, model, text_hash, used_at, scale, vector)
            VALUES (@brand, @model, @hash, @now, @scale, @bytes) ON CONFLICT DO NOTHING
            """, rows), cancellationToken);
    }

    private async Task<List<VectorRow>> RowsAsync(
        IReadOnlyList<string> hashes, string vector, CancellationToken cancellationToken)
    {
        var rows = new List<VectorRow>();
        foreach (var some in hashes.Distinct(StringComparer.Ordinal).Chunk(ReadAtOnce))
            rows.AddRange(await database.ReadAsync(session => session.QueryAsync<VectorRow>(
                $"""
                SELECT text_hash AS TextHash, used_at AS UsedAt, scale AS Scale, {vector} AS Vector FROM passage_vectors
                WHERE brand = @brand AND model = @model AND text_hash IN (SELECT value FROM json_each(@hashes))
                """,
                new { brand, model, hashes = JsonSerializer.Serialize(some) }), cancellationToken)
                .ConfigureAwait(false));
        await NoteUseAsync(rows, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    private async Task NoteUseAsync(List<VectorRow> rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var noted = (now - Exactness).ToUnixTimeMilliseconds();
        foreach (var stale in rows.Where(row => row.UsedAt < noted).Select(row => row.TextHash).Chunk(NotedAtOnce))
            await database.WriteAsync(session => session.ExecuteAsync(
                """
                UPDATE passage_vectors SET used_at = @usedAt
                WHERE brand = @brand AND model = @model AND text_hash IN (SELECT value FROM json_each(@hashes))
                """,
                new
                {
                    brand, model, usedAt = now.ToUnixTimeMilliseconds(), hashes = JsonSerializer.Serialize(stale),
                }), cancellationToken).ConfigureAwait(false);
    }

    private sealed record VectorRow
    {
        public required string TextHash { get; init; }

        public long UsedAt { get; init; }

        // Null for a vector of floats, as older versions stored them.
        public double? Scale { get; init; }

        public required byte[] Vector { get; init; }

        public float[] ToFloats() => Scale is { } scale
            ? Array.ConvertAll(Vector, component => (float)((sbyte)component * scale))
            : MemoryMarshal.Cast<byte, float>(Vector).ToArray();
    }
}
