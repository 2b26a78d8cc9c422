using System.Text;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>Outgoing messages to channels that the host calls. A conversation sends one at a time, in order.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="clock">The clock.</param>
public sealed class DeliveryStore(Database database, string brand, TimeProvider clock)
{
    /// <summary>
    /// Marks deliveries that an earlier process was sending as uncertain. Called when the host starts.
    /// </summary>
    /// <returns>The number of marked deliveries, and the conversations with waiting deliveries.</returns>
    public Task<(int Uncertain, IReadOnlyList<string> Waiting)> RecoverAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var uncertain = await session.ExecuteAsync(
                """
                UPDATE delivery SET state = 'uncertain',
                    problem = 'The host ended while it was sent.', changed_at = @now
                WHERE brand = @brand AND state = 'sending'
                """,
                new { brand, now = Now() }).ConfigureAwait(false);
            return (uncertain, await session.QueryAsync<string>(
                "SELECT DISTINCT conversation_id FROM delivery WHERE brand = @brand AND state = 'waiting'",
                new { brand }).ConfigureAwait(false));
        }, cancellationToken);

    /// <summary>
    /// Starts the conversation's oldest waiting delivery; null if none is waiting or one is being sent.
    /// </summary>
    public Task<Delivery?> BeginAsync(string conversationId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => TakeAsync(session, conversationId), cancellationToken);

    /// <summary>
    /// Stores the result of a delivery and starts the next one; null if none is waiting or this one is postponed.
    /// </summary>
    public Task<Delivery?> EndAsync(Delivery delivery, DeliveryEnd end) =>
        database.WriteAsync(async session =>
        {
            var (state, id, problem) = Columns(end);
            await session.ExecuteAsync(
                """
                UPDATE delivery SET state = @state, channel_activity_id = @id, problem = @problem, changed_at = @now
                WHERE brand = @brand AND conversation_id = @ConversationId AND number = @Number
                """,
                new
                {
                    brand, delivery.ConversationId, delivery.Number, state, id, problem, now = Now(),
                }).ConfigureAwait(false);
            return end is DeliveryEnd.Postponed
                ? null
                : await TakeAsync(session, delivery.ConversationId).ConfigureAwait(false);
        }, CancellationToken.None);

    /// <summary>
    /// Maps the channel's id of a message to its id in the log; null if the bot sent no such message.
    /// </summary>
    public Task<string?> FindAsync(
        string conversationId, string channelActivityId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<string>(
            """
            SELECT activity.activity_id FROM delivery
            JOIN activity ON activity.brand = delivery.brand
                AND activity.conversation_id = delivery.conversation_id AND activity.number = delivery.number
            WHERE delivery.brand = @brand AND delivery.conversation_id = @conversationId
                AND delivery.channel_activity_id = @channelActivityId
            """,
            new { brand, conversationId, channelActivityId }), cancellationToken);

    private async Task<Delivery?> TakeAsync(Session session, string conversationId)
    {
        var row = await session.FirstOrDefaultAsync<DeliveryRow>(
            """
            UPDATE delivery SET state = 'sending', changed_at = @now
            WHERE brand = @brand AND conversation_id = @conversationId AND state = 'waiting'
              AND number = (SELECT MIN(number) FROM delivery
                  WHERE brand = @brand AND conversation_id = @conversationId AND state IN ('waiting', 'sending'))
            RETURNING number AS Number, created_at AS CreatedAt,
              (SELECT json FROM activity WHERE activity.brand = delivery.brand
                  AND activity.conversation_id = delivery.conversation_id AND activity.number = delivery.number) AS Json
            """,
            new { brand, conversationId, now = Now() }).ConfigureAwait(false);
        return row is null
            ? null
            : new Delivery(
                conversationId, row.Number, Encoding.UTF8.GetBytes(row.Json),
                DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt));
    }

    private static (string State, string? Id, string? Problem) Columns(DeliveryEnd end) => end switch
    {
        DeliveryEnd.Sent sent => ("sent", sent.ChannelActivityId, null),
        DeliveryEnd.Stopped => ("stopped", null, null),
        DeliveryEnd.Uncertain uncertain => ("uncertain", null, uncertain.Problem),
        DeliveryEnd.Failed failed => ("failed", null, failed.Problem),
        DeliveryEnd.Postponed postponed => ("waiting", null, postponed.Problem),
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record DeliveryRow(long Number, long CreatedAt, string Json);
}
