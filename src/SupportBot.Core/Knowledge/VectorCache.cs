using System.Runtime.InteropServices;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Knowledge;

/// <summary>Vectors that cost money or time, by the hash of their text.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="model">Hash of the model: vectors of different models are never mixed.</param>
/// <param name="time">Dates the last use of a vector, since unused vectors expire.</param>
public sealed class VectorCache(Database database, string brand, string model, TimeProvider time)
{
    // Short, since a write holds up others.
    private const int NotedAtOnce = 200;

    // Precision of the last use.
    private static readonly TimeSpan Exactness = TimeSpan.FromDays(1);

    /// <returns>Those that are there, by text hash.</returns>
    public async Task<Dictionary<string, float[]>> ReadAsync(
        IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<VectorRow>(
            """
            SELECT c.text_hash AS TextHash, c.vector AS Vector, u.used_at AS UsedAt
            FROM embedding_cache c
            LEFT JOIN embedding_use u ON u.brand = c.brand AND u.model = c.model AND u.text_hash = c.text_hash
            WHERE c.brand = @brand AND c.model = @model AND c.text_hash IN @hashes
            """,
            new { brand, model, hashes }), cancellationToken).ConfigureAwait(false);
        var noted = (time.GetUtcNow() - Exactness).ToUnixTimeMilliseconds();
        foreach (var stale in rows.Where(row => row.UsedAt < noted).Select(row => row.TextHash).Chunk(NotedAtOnce))
            await database.WriteAsync(session => NoteUseAsync(session, stale), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(
            row => row.TextHash, row => MemoryMarshal.Cast<byte, float>(row.Vector).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Stores vectors, by text hash; those that are there stay.</summary>
    public Task SaveAsync(
        IReadOnlyCollection<KeyValuePair<string, float[]>> vectors, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            foreach (var (hash, vector) in vectors)
                await session.ExecuteAsync(
                    """
                    INSERT INTO embedding_cache (brand, model, text_hash, vector) VALUES (@brand, @model, @hash, @bytes)
                    ON CONFLICT DO NOTHING
                    """,
                    new { brand, model, hash, bytes = MemoryMarshal.AsBytes<float>(vector).ToArray() })
                    .ConfigureAwait(false);
            await NoteUseAsync(session, vectors.Select(vector => vector.Key)).ConfigureAwait(false);
        }, cancellationToken);

    private Task<int> NoteUseAsync(Session session, IEnumerable<string> hashes)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return session.ExecuteAsync(
            """
            INSERT INTO embedding_use (brand, model, text_hash, used_at) VALUES (@brand, @model, @hash, @now)
            ON CONFLICT (brand, model, text_hash) DO UPDATE SET used_at = excluded.used_at
            """, hashes.Select(hash => new { brand, model, hash, now }));
    }

    private sealed record VectorRow
    {
        public required string TextHash { get; init; }

        public required byte[] Vector { get; init; }

        public long UsedAt { get; init; }
    }
}
