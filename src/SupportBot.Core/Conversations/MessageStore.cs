using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>Tracks edits, deletions and restorations of messages.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
public sealed class MessageStore(Database database, string brand)
{
    /// <summary>Whether this is the latest message; also true if it is unknown and there is no message.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="messageId">The message, by its id in the log.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<bool> IsLastAsync(string conversationId, string messageId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ScalarAsync<long>(
            """
            SELECT COUNT(*) FROM turn
            WHERE brand = @brand AND conversation_id = @conversationId AND kind = 'message' AND number > COALESCE(
                (SELECT number FROM activity
                    WHERE brand = @brand AND conversation_id = @conversationId AND activity_id = @messageId), 0)
            """,
            new { brand, conversationId, messageId }), cancellationToken).ConfigureAwait(false) == 0;

    /// <summary>
    /// The question of a message when it was last answered; null if it was not answered or has been deleted.
    /// </summary>
    public Task<string?> QuestionAsync(string conversationId, string messageId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<string>(
            """
            SELECT question FROM reply
            WHERE brand = @brand AND conversation_id = @conversationId AND message_id = @messageId AND withdrawn = 0
            ORDER BY number DESC LIMIT 1
            """,
            new { brand, conversationId, messageId }), cancellationToken);

    /// <summary>Removes a message and its answers from the history.</summary>
    public Task WithdrawAsync(string conversationId, string messageId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE reply SET withdrawn = 1
            WHERE brand = @brand AND conversation_id = @conversationId AND message_id = @messageId
            """,
            new { brand, conversationId, messageId }), cancellationToken);

    /// <summary>Restores a message and its last answer to the history.</summary>
    public Task RestoreAsync(string conversationId, string messageId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE reply SET withdrawn = 0 WHERE brand = @brand AND conversation_id = @conversationId AND number = (
                SELECT MAX(number) FROM reply
                WHERE brand = @brand AND conversation_id = @conversationId AND message_id = @messageId)
            """,
            new { brand, conversationId, messageId }), cancellationToken);
}
