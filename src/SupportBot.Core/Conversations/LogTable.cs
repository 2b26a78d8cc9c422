using System.Text;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>The statements on <c>activity</c> and <c>delivery</c> that several stores run within a write of theirs.</summary>
internal static class LogTable
{
    /// <summary>Gives the conversation's next number to an entry of the bot's and keeps it.</summary>
    public static async Task<long> AppendAsync(Session session, string brand, string conversationId, LogEntry entry, DateTimeOffset now)
    {
        var number = await NextAsync(session, brand, conversationId).ConfigureAwait(false) ?? throw new InvalidOperationException("The turn has no conversation.");
        await InsertAsync(session, brand, new Sender(conversationId, "", null), number, entry, now).ConfigureAwait(false);
        return number;
    }

    /// <summary>Takes the conversation's row, so that others wait, and its next number; null where there is no such conversation.</summary>
    public static Task<long?> NextAsync(Session session, string brand, string conversationId) =>
        session.ScalarAsync<long?>(
            "UPDATE conversation SET last_number = last_number + 1 WHERE brand = @brand AND id = @conversationId RETURNING last_number",
            new { brand, conversationId });

    /// <summary>Keeps an entry under its number.</summary>
    /// <returns>False where one of the same sender and client id is there; then nothing is kept.</returns>
    public static async Task<bool> InsertAsync(Session session, string brand, Sender sender, long number, LogEntry entry, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            INSERT INTO activity (brand, conversation_id, number, activity_id, sender_id, client_id, visible, json, stored_at)
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

/// <param name="ConversationId">Where it was said.</param>
/// <param name="Id">Who said it; empty for the bot.</param>
/// <param name="ClientId">The client's own id of it, by which copies are known; null for none.</param>
internal readonly record struct Sender(string ConversationId, string Id, string? ClientId);
