using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>Stores the ratings of answers.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
public sealed class FeedbackStore(Database database, string brand)
{
    /// <summary>
    /// Stores a rating unless the conversation has been erased. A new rating of the same answer by the same user
    /// replaces the old one.
    /// </summary>
    public Task SaveAsync(Feedback feedback, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO feedback (brand, conversation_id, activity_id, user_id, helpful, comment, given_at)
            SELECT @brand, @ConversationId, @ActivityId, @UserId, @helpful, @Comment, @givenAt
            WHERE EXISTS (SELECT 1 FROM conversation WHERE brand = @brand AND id = @ConversationId)
            ON CONFLICT (brand, conversation_id, activity_id, user_id)
            DO UPDATE SET helpful = excluded.helpful, comment = excluded.comment, given_at = excluded.given_at
            """,
            new
            {
                brand,
                feedback.ConversationId,
                feedback.ActivityId,
                feedback.UserId,
                helpful = feedback.Helpful ? 1 : 0,
                feedback.Comment,
                givenAt = feedback.GivenAt.ToUnixTimeMilliseconds(),
            }), cancellationToken);

    /// <summary>The ratings of a conversation's answers, oldest first.</summary>
    public Task<IReadOnlyList<Feedback>> ReadAsync(
        string conversationId, CancellationToken cancellationToken = default) =>
        ReadAsync("f.conversation_id = @conversationId", conversationId, 0, cancellationToken);

    /// <summary>The ratings of a turn's answer, oldest first.</summary>
    public Task<IReadOnlyList<Feedback>> ReadAsync(
        string conversationId, long number, CancellationToken cancellationToken = default) => ReadAsync(
        """
        f.conversation_id = @conversationId AND f.activity_id = (
            SELECT activity_id FROM reply
            WHERE brand = @brand AND conversation_id = @conversationId AND number = @number)
        """, conversationId, number, cancellationToken);

    private async Task<IReadOnlyList<Feedback>> ReadAsync(
        string condition, string conversationId, long number, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<FeedbackRow>(
            $"""
            SELECT f.conversation_id AS ConversationId, f.activity_id AS ActivityId,
                f.user_id AS UserId, f.helpful AS Helpful, f.comment AS Comment, f.given_at AS GivenAt
            FROM feedback f WHERE f.brand = @brand AND {condition} ORDER BY f.given_at, f.activity_id
            """,
            new { brand, conversationId, number }), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new Feedback(
            row.ConversationId, row.ActivityId, row.UserId, row.Helpful != 0, row.Comment,
            DateTimeOffset.FromUnixTimeMilliseconds(row.GivenAt)))];
    }

    private sealed record FeedbackRow(
        string ConversationId, string ActivityId, string UserId, long Helpful, string Comment, long GivenAt);
}
