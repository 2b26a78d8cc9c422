using System.Globalization;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

// Contents of expired audit records. The records and their chain stay.
internal static class ExpiredAuditContents
{
    private const int Batch = 20;

    // Record ids start with their time in milliseconds, so smaller ids are older.
    public static string FirstKept(DateTimeOffset before) =>
        before.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);

    // Also removes turns that were only kept for these contents. Returns the number of contents.
    public static async Task<int> RemoveAsync(Session session, string brand, DateTimeOffset before, DateTimeOffset now)
    {
        var first = FirstKept(before);
        var ids = await session.QueryAsync<string>(
            """
            DELETE FROM audit_content WHERE brand = @brand AND id IN (SELECT id FROM audit_content
                WHERE brand = @brand AND id < @first ORDER BY id LIMIT @Batch) RETURNING id
            """,
            new { brand, first, Batch }).ConfigureAwait(false);
        foreach (var id in ids)
        {
            await session.ExecuteAsync(
                """
                UPDATE audit_record SET erased_at = @now, erased_reason = 'its time was over'
                WHERE brand = @brand AND id = @id
                """,
                new { brand, id, now = now.ToUnixTimeMilliseconds() }).ConfigureAwait(false);
            await session.ExecuteAsync(
                """
                DELETE FROM turn WHERE brand = @brand AND (conversation_id, number) IN (SELECT conversation_id, number
                    FROM audit_record WHERE brand = @brand AND id = @id)
                    AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.brand = turn.brand
                        AND a.conversation_id = turn.conversation_id AND a.number = turn.number)
                """, new { brand, id }).ConfigureAwait(false);
        }
        return ids.Count;
    }
}
