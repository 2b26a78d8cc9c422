using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

internal static class ConversationTables
{
    private static readonly string[] AboutActivities = ["feedback", "reaction"];

    // They are kept as long as their conversation.
    private static readonly string[] AboutConversations = ["visitor_identity"];

    // All tables with a conversation_id except those of the audit.
    public static IReadOnlyList<string> All { get; } = [
        "activity", "turn", "reply", "delivery", "attachment", "handoff_case", "case_event", "case_webhook_event",
        "desk_thread", "contact_form", "contact_message", "training_row", .. AboutActivities, .. AboutConversations,
    ];

    // Returns the number of deleted rows.
    public static async Task<int> DeleteAsync(Session session, string brand, string conversationId)
    {
        var rows = 0;
        foreach (var thread in await ThreadsAsync(session, brand, conversationId).ConfigureAwait(false))
            rows += await DeleteAsync(session, brand, thread).ConfigureAwait(false);
        rows += await session.ExecuteAsync(
            "DELETE FROM conversation WHERE brand = @brand AND id = @conversationId",
            new { brand, conversationId }).ConfigureAwait(false);
        foreach (var table in All)
            rows += await session.ExecuteAsync(
                $"DELETE FROM {table} WHERE brand = @brand AND conversation_id = @conversationId",
                new { brand, conversationId }).ConfigureAwait(false);
        return rows;
    }

    // Stored conversations in which agents of a desk talked to this one's customer.
    private static Task<IReadOnlyList<string>> ThreadsAsync(Session session, string brand, string conversationId) =>
        session.QueryAsync<string>(
            """
            SELECT id FROM conversation WHERE brand = @brand AND id IN (SELECT 'msteams/' || thread_id
                FROM desk_thread WHERE brand = @brand AND conversation_id = @conversationId)
            """, new { brand, conversationId });

    // Deletes entries up to a number. A turn stays while the audit has its content, since it tells whose content that
    // is.
    public static async Task DeleteAsync(Session session, string brand, string conversationId, long through)
    {
        var key = new { brand, conversationId, through };
        foreach (var table in AboutActivities)
            await session.ExecuteAsync(
                $"""
                DELETE FROM {table} WHERE brand = @brand AND conversation_id = @conversationId AND activity_id IN
                    (SELECT activity_id FROM activity
                        WHERE brand = @brand AND conversation_id = @conversationId AND number <= @through)
                """, key).ConfigureAwait(false);
        foreach (var table in All.Except(AboutActivities).Except(AboutConversations))
            await session.ExecuteAsync(
                $"""
                DELETE FROM {table} WHERE brand = @brand AND conversation_id = @conversationId
                    AND number <= @through {(table == "turn" ? IsUnaudited : "")}
                """, key).ConfigureAwait(false);
    }

    // A condition on a row of "turn".
    private const string IsUnaudited =
        """
        AND NOT EXISTS (SELECT 1 FROM audit_record r JOIN audit_content c ON c.brand = r.brand AND c.id = r.id
            WHERE r.brand = turn.brand AND r.conversation_id = turn.conversation_id AND r.number = turn.number)
        """;
}
