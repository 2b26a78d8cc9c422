using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>Stores who the visitors of conversations are, where a site vouched for them.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="clock">The clock.</param>
public sealed class VisitorIdentityStore(Database database, string brand, TimeProvider clock)
{
    /// <summary>The identity of a conversation's visitor; null for an anonymous visitor.</summary>
    public async Task<StoredIdentity?> FindAsync(
        string conversationId, CancellationToken cancellationToken = default)
    {
        var row = await database.ReadAsync(session => session.FirstOrDefaultAsync<IdentityRow>(
            """
            SELECT subject AS Subject, name AS Name, email AS Email, claims AS Claims, verified_at AS VerifiedAt,
                revoked_at AS RevokedAt
            FROM visitor_identity WHERE brand = @brand AND conversation_id = @conversationId
            """,
            new { brand, conversationId }), cancellationToken).ConfigureAwait(false);
        return row is null
            ? null
            : new StoredIdentity(
                new VisitorIdentity(row.Subject, row.Name, row.Email, row.Claims), Time(row.VerifiedAt),
                row.RevokedAt is { } revoked ? Time(revoked) : null);
    }

    /// <summary>
    /// Stores the identity of a conversation's visitor, or updates that of the same subject. The conversation need not
    /// exist yet.
    /// </summary>
    /// <returns>False if the conversation is that of another subject, or was revoked; then nothing changes.</returns>
    public async Task<bool> SaveAsync(
        string conversationId, VisitorIdentity identity, CancellationToken cancellationToken = default) =>
        await database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO visitor_identity (brand, conversation_id, subject, name, email, claims, verified_at)
            VALUES (@brand, @conversationId, @Subject, @Name, @Email, @Claims, @now)
            ON CONFLICT (brand, conversation_id) DO UPDATE SET
                name = excluded.name, email = excluded.email, claims = excluded.claims,
                verified_at = excluded.verified_at
            WHERE visitor_identity.subject = excluded.subject AND visitor_identity.revoked_at IS NULL
            """,
            new
            {
                brand, conversationId, identity.Subject, identity.Name, identity.Email, identity.Claims, now = Now(),
            }), cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>
    /// Revokes a subject: its conversations no longer open, and identities that were issued until now no longer count.
    /// </summary>
    /// <returns>The number of conversations that are closed by it.</returns>
    public Task<int> RevokeAsync(string subject, CancellationToken cancellationToken = default) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                INSERT INTO identity_revocation (brand, subject_hash, revoked_at) VALUES (@brand, @hash, @now)
                ON CONFLICT (brand, subject_hash) DO UPDATE SET revoked_at = excluded.revoked_at
                """,
                new { brand, hash = TextHash.Of(subject), now = Now() }).ConfigureAwait(false);
            return await session.ExecuteAsync(
                """
                UPDATE visitor_identity SET revoked_at = @now
                WHERE brand = @brand AND subject = @subject AND revoked_at IS NULL
                """,
                new { brand, subject, now = Now() }).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>When a subject was revoked last; null if never.</summary>
    public async Task<DateTimeOffset?> RevokedAtAsync(string subject, CancellationToken cancellationToken = default) =>
        await database.ReadAsync(session => session.ScalarAsync<long?>(
            "SELECT revoked_at FROM identity_revocation WHERE brand = @brand AND subject_hash = @hash",
            new { brand, hash = TextHash.Of(subject) }), cancellationToken).ConfigureAwait(false) is { } revoked
            ? Time(revoked)
            : null;

    /// <summary>Conversations that were revoked since a time.</summary>
    public Task<IReadOnlyList<string>> RevokedSinceAsync(
        DateTimeOffset since, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.QueryAsync<string>(
            "SELECT conversation_id FROM visitor_identity WHERE brand = @brand AND revoked_at >= @since",
            new { brand, since = since.ToUnixTimeMilliseconds() }), cancellationToken);

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed record IdentityRow(
        string Subject, string? Name, string? Email, string Claims, long VerifiedAt, long? RevokedAt);
}
