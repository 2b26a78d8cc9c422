using SupportBot.Core.Audit;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

// Document versions that were kept for records whose content is gone.
internal static class ExpiredVersions
{
    // Small, since a long document has hundreds of sections.
    private const int Batch = 2;

    // A condition on a row of "audited_version".
    public const string IsNotLive =
        """
        NOT EXISTS (SELECT 1 FROM documents d
            WHERE d.brand = audited_version.brand AND d.id = audited_version.document_id
                AND d.live_version = audited_version.version)
        """;

    // Allows for the precision of the time at which a version was last cited.
    public static long FirstKept(DateTimeOffset before) => (before - AuditTable.Exactness).ToUnixTimeMilliseconds();

    // Returns the number of removed versions.
    public static async Task<int> RemoveAsync(Session session, string brand, DateTimeOffset before)
    {
        var versions = await session.QueryAsync<(string DocumentId, long Version)>(
            $"""
            DELETE FROM audited_version WHERE brand = @brand AND (document_id, version) IN
                (SELECT document_id, version FROM audited_version
                    WHERE brand = @brand AND cited_at < @cited AND {IsNotLive} LIMIT @Batch)
            RETURNING document_id, version
            """, new { brand, cited = FirstKept(before), Batch }).ConfigureAwait(false);
        foreach (var (documentId, version) in versions)
            foreach (var table in (string[])["chunks", "document_versions"])
                await session.ExecuteAsync(
                    $"DELETE FROM {table} WHERE brand = @brand AND document_id = @documentId AND version = @version",
                    new { brand, documentId, version }).ConfigureAwait(false);
        return versions.Count;
    }
}
