using System.Security.Cryptography;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Audit;

/// <summary>
/// Appends records to the chain in batches, in the order of their ids. Only one host does so at a time. If the signed
/// head is missing or was changed, a position is skipped, which remains visible.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="key">Signs the chain's end: ECDSA P-256.</param>
/// <param name="time">The clock.</param>
public sealed class AuditSealer(Database database, string brand, ECDsa key, TimeProvider time)
{
    private const int Batch = 500;

    private readonly Lease _lease = new(database, brand, "audit", time);

    /// <summary>Seals the waiting records.</summary>
    /// <returns>The number of sealed records; 0 if another host is sealing.</returns>
    public async Task<int> SealAsync(CancellationToken cancellationToken = default)
    {
        if (!await WaitsAnyAsync(cancellationToken).ConfigureAwait(false)) return 0;
        var count = 0;
        await _lease.HoldAsync(async held =>
        {
            int batch;
            do count += batch = await database.WriteAsync(SealBatchAsync, held).ConfigureAwait(false);
            while (batch == Batch);
        }, cancellationToken).ConfigureAwait(false);
        return count;
    }

    private async Task<bool> WaitsAnyAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ScalarAsync<long>(
            "SELECT EXISTS (SELECT 1 FROM audit_record WHERE brand = @brand AND position IS NULL)",
            new { brand }), cancellationToken).ConfigureAwait(false) != 0;

    private async Task<int> SealBatchAsync(Session session)
    {
        var (position, hash) = await EndAsync(session).ConfigureAwait(false);
        var waiting = await session.QueryAsync<AuditRecord>(
            $"""
            SELECT {AuditRecord.Columns} FROM audit_record r
            WHERE brand = @brand AND position IS NULL ORDER BY id LIMIT @Batch
            """,
            new { brand, Batch }).ConfigureAwait(false);
        if (waiting.Count == 0) return 0;
        var now = time.GetUtcNow();
        foreach (var record in waiting)
        {
            hash = AuditChain.Link(
                hash, record with { Position = ++position, SealedAtMs = now.ToUnixTimeMilliseconds() });
            await session.ExecuteAsync(
                """
                UPDATE audit_record SET position = @position, sealed_at = @at, hash = @hash
                WHERE brand = @brand AND id = @Id
                """,
                new { brand, record.Id, position, hash, at = now.ToUnixTimeMilliseconds() }).ConfigureAwait(false);
        }
        await KeepAsync(session, AuditHead.Sign(key, brand, position, hash, now)).ConfigureAwait(false);
        return waiting.Count;
    }

    // The chain continues after its signed head, even if earlier records are missing.
    private async Task<(long Position, string Hash)> EndAsync(Session session)
    {
        var head = await session.FirstOrDefaultAsync<AuditHead>(
            $"SELECT {AuditHead.Columns} FROM audit_head WHERE brand = @brand", new { brand }).ConfigureAwait(false);
        if (head is not null && head.IsSignedBy(key)) return (head.Position, head.Hash);
        var last = await session.ScalarAsync<long?>(
            "SELECT MAX(position) FROM audit_record WHERE brand = @brand", new { brand }).ConfigureAwait(false);
        return head is null && last is null ? (0, AuditChain.Start) : ((last ?? 0) + 1, AuditChain.Start);
    }

    private static Task<int> KeepAsync(Session session, AuditHead head) => session.ExecuteAsync(
        """
        INSERT INTO audit_head (brand, position, hash, signed_at, public_key, signature)
        VALUES (@Brand, @Position, @Hash, @SignedAtMs, @PublicKey, @Signature)
        ON CONFLICT (brand) DO UPDATE SET position = excluded.position,
            hash = excluded.hash, signed_at = excluded.signed_at,
            public_key = excluded.public_key, signature = excluded.signature
        """, head);
}
