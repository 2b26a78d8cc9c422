using System.Text;
using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Contact;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>Pending turns, and the results of completed ones.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="clock">The clock.</param>
public sealed class TurnStore(Database database, string brand, TimeProvider clock)
{
    internal const string Message = "message";
    internal const string MessageUpdate = "messageUpdate";

    /// <summary>The conversation's oldest turn that has not ended; null for none.</summary>
    public async Task<Turn?> NextAsync(string conversationId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(session => session.FirstOrDefaultAsync<TurnRow>(
            """
            SELECT turn.number AS Number, activity.activity_id AS ActivityId,
                turn.wait_seconds AS Wait, turn.stream_id AS StreamId,
                activity.json AS Json, turn.restarts AS Restarts, conversation.owner AS Owner
            FROM turn JOIN activity ON activity.brand = turn.brand
                AND activity.conversation_id = turn.conversation_id AND activity.number = turn.number
            JOIN conversation ON conversation.brand = turn.brand AND conversation.id = turn.conversation_id
            WHERE turn.brand = @brand AND turn.conversation_id = @conversationId AND turn.state = 'accepted'
            ORDER BY turn.number LIMIT 1
            """,
            new { brand, conversationId }), cancellationToken).ConfigureAwait(false);
        return row is null
            ? null
            : new Turn(
                conversationId, row.Number, row.ActivityId, TimeSpan.FromSeconds(row.Wait), row.StreamId,
                Encoding.UTF8.GetBytes(row.Json), (int)row.Restarts,
                StoredName.Parse<ConversationOwner>(row.Owner));
    }

    /// <summary>Counts that an interrupted turn is resumed. Await this before the turn runs.</summary>
    /// <returns>The number of restarts of the turn.</returns>
    public Task<int> CountRestartAsync(Turn turn, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ScalarAsync<int>(
            """
            UPDATE turn SET restarts = restarts + 1
            WHERE brand = @brand AND conversation_id = @ConversationId AND number = @Number
            RETURNING restarts
            """,
            new { brand, turn.ConversationId, turn.Number }), cancellationToken);

    /// <summary>Conversations with waiting turns, the longest waiting first.</summary>
    public async Task<IReadOnlyList<UnfinishedTurns>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session =>
            session.QueryAsync<(string ConversationId, string Channel, long LastNumber)>(
            """
            SELECT conversation.id, conversation.channel, MAX(turn.number)
            FROM turn JOIN conversation ON conversation.brand = turn.brand AND conversation.id = turn.conversation_id
            WHERE turn.brand = @brand AND turn.state = 'accepted' GROUP BY conversation.id, conversation.channel
            ORDER BY MIN(turn.accepted_at)
            """,
            new { brand }), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new UnfinishedTurns(row.ConversationId, row.Channel, row.LastNumber))];
    }

    /// <summary>
    /// Stores the channel's id of a reply when it starts to stream, so that a later run can complete it.
    /// </summary>
    public Task KeepStreamAsync(Turn turn, string streamId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE turn SET stream_id = @streamId
            WHERE brand = @brand AND conversation_id = @ConversationId AND number = @Number
            """,
            new { brand, turn.ConversationId, turn.Number, streamId }), cancellationToken);

    /// <summary>
    /// Ends a turn and stores the bot's messages, the audit record and the changes of a case and a form atomically.
    /// Nothing is stored if the conversation has another owner than when the turn began: the turn is to run again for
    /// that owner.
    /// </summary>
    /// <param name="turn">The turn.</param>
    /// <param name="result">Its result.</param>
    /// <param name="isToBeSent">Whether what was said has to be sent to the channel.</param>
    /// <returns>What was stored; null if the turn had already ended and nothing was stored.</returns>
    public async Task<TurnOutcome?> EndAsync(Turn turn, TurnResult result, bool isToBeSent = false)
    {
        using var step = TurnTrace.Step();
        var record = result.Answered is not { } answered
            ? null
            : NewAuditRecord.Of(turn.ConversationId, turn.Number, answered, clock.GetUtcNow());
        return await database.WriteAsync<TurnOutcome?>(async session =>
        {
            if (!await CloseAsync(session, turn, result.End).ConfigureAwait(false))
                return await CaseTable.OwnerAsync(session, brand, turn.ConversationId).ConfigureAwait(false)
                    == turn.Owner
                    ? null
                    : new TurnOutcome(turn.Number, IsNext: false, IsLast: false) { IsToRunAgain = true };
            var ending = new TurnOutcome(
                turn.Number, IsNext: false, await IsLastAsync(session, turn.ConversationId).ConfigureAwait(false));
            foreach (var (i, entry) in result.Said.Index())
            {
                var number = await LogTable.AppendAsync(
                    session, brand, turn.ConversationId, entry, clock.GetUtcNow()).ConfigureAwait(false);
                var isNext = isToBeSent
                    && await LogTable.AddDeliveryAsync(
                        session, brand, turn.ConversationId, number, clock.GetUtcNow()).ConfigureAwait(false);
                if (i == 0) ending = ending with { First = number, IsNext = isNext };
            }
            if (result.Answered is { } reply) await SaveAsync(session, turn, reply).ConfigureAwait(false);
            if (record is not null) await AuditTable.AddAsync(session, brand, record).ConfigureAwait(false);
            if (result.Contact is { } contact)
                await ContactTable.ApplyAsync(
                    session, brand, turn.ConversationId, turn.Number, contact, clock.GetUtcNow()).ConfigureAwait(false);
            if (result.Handoff is not { } handoff) return ending;
            return ending with
            {
                Case = await CaseStore.ApplyAsync(
                    session, brand, turn.ConversationId, turn.Number, handoff, clock.GetUtcNow()).ConfigureAwait(false),
            };
        }, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// The conversation's last answered questions, without deleted ones and those before a person took over, oldest
    /// first.
    /// </summary>
    public async Task<IReadOnlyList<PastTurn>> HistoryAsync(
        string conversationId, int most, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<Answered>(
            """
            SELECT question AS Question, answer AS Answer FROM reply WHERE brand = @brand
                AND conversation_id = @conversationId AND withdrawn = 0 AND number > COALESCE((
                    SELECT MAX(ended_number) FROM handoff_case WHERE brand = @brand
                        AND conversation_id = @conversationId AND state IN ('resolved', 'left')), 0)
            ORDER BY number DESC LIMIT @most
            """,
            new { brand, conversationId, most }), cancellationToken).ConfigureAwait(false);
        return [.. rows.Reverse().Select(
            row => new PastTurn(
                row.Question, JsonSerializer.Deserialize(row.Answer, PastAnswerJson.Default.PastAnswer)!.Kind))];
    }

    /// <summary>Whether the bot has said anything in this conversation.</summary>
    public async Task<bool> HasSpokenAsync(string conversationId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ScalarAsync<long>(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM activity
                WHERE brand = @brand AND conversation_id = @conversationId AND sender_id = '' LIMIT 1) AS said
            """,
            new { brand, conversationId }), cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Whether the bot answered a question in this conversation by this activity.</summary>
    public async Task<bool> IsAnswerAsync(
        string conversationId, string activityId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ScalarAsync<long>(
            """
            SELECT COUNT(*) FROM reply
            WHERE brand = @brand AND conversation_id = @conversationId AND activity_id = @activityId
            """,
            new { brand, conversationId, activityId }), cancellationToken).ConfigureAwait(false) > 0;

    private async Task<bool> CloseAsync(Session session, Turn turn, TurnEnd end) =>
        await session.ExecuteAsync(
            """
            UPDATE turn SET state = @state, finished_at = @now
            WHERE brand = @brand AND conversation_id = @ConversationId AND number = @Number AND state = 'accepted'
                AND (SELECT owner FROM conversation WHERE brand = @brand AND id = @ConversationId) = @owner
            """,
            new
            {
                brand, turn.ConversationId, turn.Number, state = end == TurnEnd.Done ? "done" : "failed",
                owner = StoredName.Of(turn.Owner),
                now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            }).ConfigureAwait(false) == 1;

    private async Task<bool> IsLastAsync(Session session, string conversationId) =>
        await session.ScalarAsync<long>(
            """
            SELECT EXISTS (SELECT 1 FROM turn
                WHERE brand = @brand AND conversation_id = @conversationId AND state = 'accepted')
            """,
            new { brand, conversationId }).ConfigureAwait(false) == 0;

    private Task<int> SaveAsync(Session session, Turn turn, AnsweredTurn reply) =>
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

    private sealed record TurnRow(
        long Number, string ActivityId, long Wait, string? StreamId, string Json, long Restarts, string Owner);

    private sealed record Answered(string Question, string Answer);
}
