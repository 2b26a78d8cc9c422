using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

// Expired entries are removed one by one, not by conversation: in Teams a person has a single conversation for years.
internal static class ExpiredEntries
{
    // Conversations per write.
    public const int ConversationsAtOnce = 10;

    // Entries per conversation and write.
    private const int Batch = 20;

    // Conversations that have expired entries or no entries at all.
    public static Task<IReadOnlyList<string>> ConversationsAsync(
        Session session, string brand, DateTimeOffset before) => session.QueryAsync<string>(
        """
        SELECT c.id FROM conversation c WHERE c.brand = @brand AND c.started_at < @before AND (
            EXISTS (SELECT 1 FROM activity a
                WHERE a.brand = c.brand AND a.conversation_id = c.id AND a.stored_at < @before)
            OR NOT EXISTS (SELECT 1 FROM turn t WHERE t.brand = c.brand AND t.conversation_id = c.id))
        ORDER BY c.started_at
        """, new { brand, before = before.ToUnixTimeMilliseconds() });

    // Removes a batch from each conversation, and the conversation if nothing is left. Returns the number of entries.
    public static async Task<int> RemoveAsync(
        Session session, string brand, IReadOnlyList<string> conversationIds, DateTimeOffset before)
    {
        var count = 0;
        foreach (var id in conversationIds)
            count += await RemoveAsync(session, brand, id, before).ConfigureAwait(false);
        return count;
    }

    private static async Task<int> RemoveAsync(
        Session session, string brand, string conversationId, DateTimeOffset before)
    {
        var key = new { brand, conversationId, before = before.ToUnixTimeMilliseconds(), Batch };
        var (count, through) = await session.FirstOrDefaultAsync<(int, long?)>(
            """
            SELECT COUNT(*), MAX(number) FROM (SELECT number FROM activity
                WHERE brand = @brand AND conversation_id = @conversationId AND stored_at < @before
                ORDER BY number LIMIT @Batch) AS due
            """, key).ConfigureAwait(false);
        if (through is { } last)
            await ConversationTables.DeleteAsync(session, brand, conversationId, last).ConfigureAwait(false);
        else if (await IsEmptyAsync(session, key).ConfigureAwait(false))
            await ConversationTables.DeleteAsync(session, brand, conversationId).ConfigureAwait(false);
        return count;
    }

    private static async Task<bool> IsEmptyAsync(Session session, object key) => await session.ScalarAsync<long>(
        """
        SELECT EXISTS (SELECT 1 FROM activity WHERE brand = @brand AND conversation_id = @conversationId)
            OR EXISTS (SELECT 1 FROM turn WHERE brand = @brand AND conversation_id = @conversationId)
        """, key).ConfigureAwait(false) == 0;
}
