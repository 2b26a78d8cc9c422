using System.Text;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

internal static class LogTable
{
    // A condition on an activity; CasePost.AgentSender writes such ids.
    public const string IsFromAgent = "sender_id LIKE 'agent:%'";

    public static async Task<long> AppendAsync(
        Session session, string brand, string conversationId, LogEntry entry, DateTimeOffset now)
    {
        var number = await NextAsync(session, brand, conversationId).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The turn has no conversation.");
        await InsertAsync(
            session, brand, new Sender(conversationId, "", null), number, entry, now).ConfigureAwait(false);
        return number;
    }

    // Locks the conversation's row and takes its next number; null if there is no such conversation.
    public static Task<long?> NextAsync(Session session, string brand, string conversationId) =>
        session.ScalarAsync<long?>(
            """
            UPDATE conversation SET last_number = last_number + 1
            WHERE brand = @brand AND id = @conversationId RETURNING last_number
            """,
            new { brand, conversationId });

    // Returns false if an entry with the same sender and client id exists; then nothing is stored.
    public static async Task<bool> InsertAsync(
        Session session, string brand, Sender sender, long number, LogEntry entry, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            INSERT INTO activity
                (brand, conversation_id, number, activity_id, sender_id, client_id, visible, json, stored_at)
            VALUES (@brand, @ConversationId, @number, @ActivityId, @Id, @ClientId, @visible, @json, @storedAt)
            ON CONFLICT (brand, conversation_id, sender_id, client_id) WHERE client_id IS NOT NULL DO NOTHING
            """,
            new
            {
                brand,
                sender.ConversationId,
                number,
                entry.ActivityId,
                sender.Id,
                sender.ClientId,
                visible = entry.Visible ? 1 : 0,
                json = Encoding.UTF8.GetString(entry.Json.Span),
                storedAt = now.ToUnixTimeMilliseconds(),
            }).ConfigureAwait(false) == 1;

    // Returns whether the entry is sent at once, because nothing before it waits for delivery.
    public static async Task<bool> AddDeliveryAsync(
        Session session, string brand, string conversationId, long number, DateTimeOffset now) =>
        await session.ScalarAsync<string>(
            """
            INSERT INTO delivery (brand, conversation_id, number, state, created_at, changed_at)
            VALUES (@brand, @conversationId, @number, CASE WHEN EXISTS (
                SELECT 1 FROM delivery
                WHERE brand = @brand AND conversation_id = @conversationId AND state IN ('waiting', 'sending')
            ) THEN 'waiting' ELSE 'sending' END, @now, @now)
            RETURNING state
            """,
            new
            {
                brand, conversationId, number, now = now.ToUnixTimeMilliseconds(),
            }).ConfigureAwait(false) == "sending";
}

// The id is empty for the bot. The client id identifies duplicates; null if the client gave none.
internal readonly record struct Sender(string ConversationId, string Id, string? ClientId);
