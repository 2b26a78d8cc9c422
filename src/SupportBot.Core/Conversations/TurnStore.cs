using System.Text;
using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>The turns that wait, and what came of those that ended.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="clock">The time.</param>
public sealed class TurnStore(Database database, string brand, TimeProvider clock)
{
    internal const string Message = "message";
    internal const string MessageUpdate = "messageUpdate";

    /// <summary>The conversation's oldest turn that has not ended; null for none.</summary>
    public async Task<Turn?> NextAsync(string conversationId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(session => session.FirstOrDefaultAsync<Row>(
            """
            SELECT turn.number AS Number, turn.wait_seconds AS Wait, activity.json AS Json
            FROM turn JOIN activity ON activity.brand = turn.brand AND activity.conversation_id = turn.conversation_id AND activity.number = turn.number
            WHERE turn.brand = @brand AND turn.conversation_id = @conversationId AND turn.state = 'accepted'
            ORDER BY turn.number LIMIT 1
            """,
            new { brand, conversationId }), cancellationToken).ConfigureAwait(false);
        return row is null ? null : new Turn(conversationId, row.Number, TimeSpan.FromSeconds(row.Wait), Encoding.UTF8.GetBytes(row.Json));
    }

    /// <summary>The conversations in which turns wait, the longest waiting first.</summary>
    public Task<IReadOnlyList<string>> UnfinishedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<string>(
            "SELECT conversation_id FROM turn WHERE brand = @brand AND state = 'accepted' GROUP BY conversation_id ORDER BY MIN(accepted_at)",
            new { brand }), cancellationToken);

    /// <summary>Ends a turn and keeps what the bot said in it, all or nothing.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="said">What the bot said, in order.</param>
    /// <param name="reply">The question that it answered; null for none.</param>
    /// <returns>The log's number of the first entry; null where the turn had ended before, and nothing was kept.</returns>
    public Task<long?> EndAsync(Turn turn, TurnEnd end, IReadOnlyList<LogEntry> said, Reply? reply) =>
        database.WriteAsync(async session =>
        {
            if (!await CloseAsync(session, turn, end).ConfigureAwait(false)) return (long?)null;
            long? first = null;
            foreach (var entry in said)
            {
                var (number, _) = await LogTable.AppendAsync(session, brand, turn.ConversationId, "", null, clock.GetUtcNow(), _ => entry).ConfigureAwait(false);
                first ??= number;
            }
            if (reply is not null) await SaveAsync(session, turn, reply).ConfigureAwait(false);
            return first ?? turn.Number;
        }, CancellationToken.None);

    /// <summary>The conversation's last answered questions that were not taken back, oldest first.</summary>
    public async Task<IReadOnlyList<PastTurn>> HistoryAsync(string conversationId, int most, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<Answered>(
            "SELECT question AS Question, answer AS Answer FROM reply WHERE brand = @brand AND conversation_id = @conversationId AND withdrawn = 0 ORDER BY number DESC LIMIT @most",
            new { brand, conversationId, most }), cancellationToken).ConfigureAwait(false);
        return [.. rows.Reverse().Select(row => Past(row.Question, JsonSerializer.Deserialize<Answer>(row.Answer, JsonSerializerOptions.Web)!))];
    }

    /// <summary>Whether the bot has said anything in this conversation.</summary>
    public async Task<bool> HasSpokenAsync(string conversationId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM (SELECT 1 FROM activity WHERE brand = @brand AND conversation_id = @conversationId AND sender_id = '' LIMIT 1) AS said",
            new { brand, conversationId }), cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Whether the bot answered a question in this conversation by this activity.</summary>
    public async Task<bool> IsAnswerAsync(string conversationId, string activityId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM reply WHERE brand = @brand AND conversation_id = @conversationId AND activity_id = @activityId",
            new { brand, conversationId, activityId }), cancellationToken).ConfigureAwait(false) > 0;

    private async Task<bool> CloseAsync(Session session, Turn turn, TurnEnd end) =>
        await session.ExecuteAsync(
            """
            UPDATE turn SET state = @state, finished_at = @now
            WHERE brand = @brand AND conversation_id = @ConversationId AND number = @Number AND state = 'accepted'
            """,
            new { brand, turn.ConversationId, turn.Number, state = end == TurnEnd.Done ? "done" : "failed", now = clock.GetUtcNow().ToUnixTimeMilliseconds() }).ConfigureAwait(false) == 1;

    private Task<int> SaveAsync(Session session, Turn turn, Reply reply) =>
        session.ExecuteAsync(
            """
            INSERT INTO reply (brand, conversation_id, number, activity_id, message_id, question, kind, answer)
            VALUES (@brand, @ConversationId, @Number, @ActivityId, @MessageId, @Question, @kind, @answer)
            """,
            new
            {
                brand,
                turn.ConversationId,
                turn.Number,
                reply.ActivityId,
                reply.MessageId,
                reply.Question,
                kind = reply.Answer.Kind.ToString().ToLowerInvariant(),
                answer = JsonSerializer.Serialize(reply.Answer, JsonSerializerOptions.Web),
            });

    private static PastTurn Past(string question, Answer answer) =>
        new(question, answer.Kind, [.. answer.Citations.Select(citation => citation.DocumentId).Distinct()]);

    private sealed record Row(long Number, long Wait, string Json);

    private sealed record Answered(string Question, string Answer);
}
