using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Evaluation.Feedback;

/// <summary>Reads the replies that got a thumb. What was erased or taken back is not among them.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">Whose.</param>
public sealed class RatedReplies(Database database, string brand)
{
    // Earlier questions that form the history, as many as the bot uses.
    private const int Remembered = 6;

    /// <param name="since">Only replies that got their last thumb then or later.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>In the order of their conversations.</returns>
    public Task<IReadOnlyList<RatedReply>> ReadAsync(
        DateTimeOffset since, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<RatedReply>>(async session =>
        {
            var rows = await session.QueryAsync<RatedReplyRow>(
                """
                SELECT r.conversation_id AS ConversationId, r.number AS Number, a.id AS AuditId,
                    r.question AS Question, r.answer AS Answer, f.activity_id AS ActivityId, f.user_id AS UserId,
                    f.helpful AS Helpful, f.comment AS Comment, f.given_at AS GivenAt
                FROM feedback f JOIN reply r ON r.brand = f.brand
                    AND r.conversation_id = f.conversation_id AND r.activity_id = f.activity_id
                LEFT JOIN audit_record a ON a.brand = r.brand
                    AND a.conversation_id = r.conversation_id AND a.number = r.number
                WHERE f.brand = @brand AND r.withdrawn = 0 AND a.erased_at IS NULL
                ORDER BY r.conversation_id, r.number, f.given_at, f.user_id
                """, new { brand }).ConfigureAwait(false);
            var replies = new List<RatedReply>();
            foreach (var opinions in rows.GroupBy(row => (row.ConversationId, row.Number)))
                if (opinions.Max(row => row.GivenAt) >= since.ToUnixTimeMilliseconds())
                    replies.Add(await ReplyAsync(session, [.. opinions]).ConfigureAwait(false));
            return replies;
        }, cancellationToken);

    private async Task<RatedReply> ReplyAsync(Session session, IReadOnlyList<RatedReplyRow> opinions)
    {
        var reply = opinions[0];
        var history = await session.QueryAsync<string>(
            """
            SELECT question FROM reply WHERE brand = @brand AND conversation_id = @ConversationId
                AND number < @Number AND withdrawn = 0 ORDER BY number DESC LIMIT @Remembered
            """,
            new { brand, reply.ConversationId, reply.Number, Remembered }).ConfigureAwait(false);
        return new RatedReply(
            reply.ConversationId, reply.Number, reply.AuditId, reply.Question, [.. history.Reverse()],
            JsonSerializer.Deserialize<Answer>(reply.Answer, JsonSerializerOptions.Web)!,
            [.. opinions.Select(opinion => opinion.ToFeedback())]);
    }

    private sealed record RatedReplyRow(
        string ConversationId, long Number, string? AuditId, string Question, string Answer, string ActivityId,
        string UserId, long Helpful, string Comment, long GivenAt)
    {
        public Conversations.Feedback ToFeedback() =>
            new(
                ConversationId, ActivityId, UserId, Helpful != 0, Comment,
                DateTimeOffset.FromUnixTimeMilliseconds(GivenAt));
    }
}
