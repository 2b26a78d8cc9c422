using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>The result of messages after they were written: edited, deleted, brought back.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
public sealed class MessageStore(Database database, string brand)
{
    /// <summary>Whether no message came after this one; so too where it is not known and there is none.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="messageId">The message, by its id in the log.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<bool> IsLastAsync(string conversationId, string messageId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ScalarAsync<long>(
            """
            SELECT COUNT(*) FROM turn
            WHERE brand = @brand AND conversation_id = @conversationId AND kind = 'message' AND number > COALESCE(
                (SELECT number FROM activity WHERE brand = @brand AND conversation_id = @conversationId AND activity_id = @messageId), 0)
            """,
            new { brand, conversationId, messageId }), cancellationToken).ConfigureAwait(false) == 0;

    /// <summary>What a message asked when it was last answered; null if it was not, or was taken back.</summary>
    public Task<string?> QuestionAsync(string conversationId, string messageId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<string>(
            """
            SELECT question FROM reply
            WHERE brand = @brand AND conversation_id = @conversationId AND message_id = @messageId AND withdrawn = 0 ORDER BY number DESC LIMIT 1
            """,
            new { brand, conversationId, messageId }), cancellationToken);

    /// <summary>Lets a message and its answers be no part of the history any more.</summary>
    public Task WithdrawAsync(string conversationId, string messageId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE reply SET withdrawn = 1 WHERE brand = @brand AND conversation_id = @conversationId AND message_id = @messageId",
            new { brand, conversationId, messageId }), cancellationToken);

    /// <summary>Brings a message back into the history, with its last answer.</summary>
    public Task RestoreAsync(string conversationId, string messageId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE reply SET withdrawn = 0 WHERE brand = @brand AND conversation_id = @conversationId AND number = (
                SELECT MAX(number) FROM reply WHERE brand = @brand AND conversation_id = @conversationId AND message_id = @messageId)
            """,
            new { brand, conversationId, messageId }), cancellationToken);
}
