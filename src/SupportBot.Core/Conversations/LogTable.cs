using System.Text;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>The statements on <c>activity</c> and <c>delivery</c> that several stores run within a write of theirs.</summary>
internal static class LogTable
{
    /// <summary>Gives the conversation's next number to an entry and keeps it.</summary>
    public static async Task<(long Number, LogEntry Entry)> AppendAsync(
        Session session, string brand, string conversationId, string senderId, string? clientId, DateTimeOffset now, Func<long, LogEntry> write)
    {
        var number = await session.ScalarAsync<long>(
            "UPDATE conversation SET last_number = last_number + 1 WHERE brand = @brand AND id = @conversationId RETURNING last_number",
            new { brand, conversationId }).ConfigureAwait(false);
        var entry = write(number);
        await session.ExecuteAsync(
            """
            INSERT INTO activity (brand, conversation_id, number, activity_id, sender_id, client_id, visible, json, stored_at)
            VALUES (@brand, @conversationId, @number, @ActivityId, @senderId, @clientId, @visible, @json, @storedAt)
            """,
            new
            {
                brand,
                conversationId,
                number,
                entry.ActivityId,
                senderId,
                clientId,
                visible = entry.Visible ? 1 : 0,
                json = Encoding.UTF8.GetString(entry.Json.Span),
                storedAt = now.ToUnixTimeMilliseconds(),
            }).ConfigureAwait(false);
        return (number, entry);
    }

    /// <summary>Queues an entry for its channel; it is on its way at once where nothing before it is.</summary>
    /// <returns>Whether it is on its way.</returns>
    public static async Task<bool> AddDeliveryAsync(Session session, string brand, string conversationId, long number, DateTimeOffset now) =>
        await session.ScalarAsync<string>(
            """
            INSERT INTO delivery (brand, conversation_id, number, state, created_at, changed_at)
            VALUES (@brand, @conversationId, @number, CASE WHEN EXISTS (
                SELECT 1 FROM delivery WHERE brand = @brand AND conversation_id = @conversationId AND state IN ('waiting', 'sending')
            ) THEN 'waiting' ELSE 'sending' END, @now, @now)
            RETURNING state
            """,
            new { brand, conversationId, number, now = now.ToUnixTimeMilliseconds() }).ConfigureAwait(false) == "sending";
}
