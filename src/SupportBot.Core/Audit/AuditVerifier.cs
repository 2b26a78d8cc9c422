using System.Security.Cryptography;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Audit;

/// <summary>Verifies the whole chain and reports changes.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">Whose chain.</param>
/// <param name="key">With which its end must be signed.</param>
public sealed class AuditVerifier(Database database, string brand, ECDsa key)
{
    /// <param name="kept">A signed end that was kept elsewhere; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<AuditVerdict> VerifyAsync(AuditHead? kept = null, CancellationToken cancellationToken = default) =>
        database.ReadAsync(async session =>
        {
            var walk = new ChainVerification(kept?.Position);
            var rows = session.StreamAsync<AuditRow>(
                $"{AuditRow.Select} WHERE r.brand = @brand AND r.position IS NOT NULL ORDER BY r.position",
                new { brand });
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false)) walk.Step(row);
            foreach (var row in await session.QueryAsync<AuditRow>($"{AuditRow.Select} "
                + $"WHERE r.brand = @brand AND r.position IS NULL", new { brand }).ConfigureAwait(false))
                walk.Step(row);
            walk.End(
                await session.FirstOrDefaultAsync<AuditHead>(
                    $"SELECT {AuditHead.Columns} FROM audit_head WHERE brand = @brand",
                    new { brand }).ConfigureAwait(false),
                key);
            if (kept is not null) walk.Compare(kept, key, brand);
            return walk.Verdict with { VersionsGone = await VersionsGoneAsync(session).ConfigureAwait(false) };
        }, cancellationToken);

    private Task<long> VersionsGoneAsync(Session session) => session.ScalarAsync<long>(
        """
        SELECT COUNT(*) FROM audited_version a
        LEFT JOIN document_versions v ON v.brand = a.brand AND v.document_id = a.document_id AND v.version = a.version
        WHERE a.brand = @brand AND v.version IS NULL
        """, new { brand });
}

/// <summary>The result of a check of the chain.</summary>
/// <param name="Sealed">Records in the chain.</param>
/// <param name="Waiting">Records that are not sealed yet.</param>
/// <param name="Erased">Records whose content was erased.</param>
/// <param name="Faults">The changes, in order; empty if the chain is intact.</param>
/// <param name="VersionsGone">Cited document versions whose text was removed; not a fault of the chain.</param>
public sealed record AuditVerdict(
    long Sealed, long Waiting, long Erased, IReadOnlyList<AuditFault> Faults, long VersionsGone = 0);

/// <param name="Position">Where in the chain; null for a record that is not sealed.</param>
/// <param name="RecordId">The record; null if it is gone.</param>
/// <param name="What">What is wrong: one sentence.</param>
public sealed record AuditFault(long? Position, string? RecordId, string What);
