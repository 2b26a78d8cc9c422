using System.Globalization;
using SupportBot.Core.Contact;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>
/// The cases of a brand. A command changes the case, the conversation's owner, its log and the history of events in
/// one transaction.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="clock">The clock.</param>
public sealed class CaseStore(Database database, string brand, TimeProvider clock)
{
    private const int LargestPage = 10_000;

    /// <summary>The conversation's open case, or an offer of one; null for none.</summary>
    public async Task<SupportCase?> FindOpenAsync(string conversationId, CancellationToken cancellationToken) =>
        await FirstAsync(
            $"brand = @brand AND conversation_id = @key AND {CaseTable.IsOpen}", conversationId, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The conversation's newest case, open or not; null for none.</summary>
    public async Task<SupportCase?> FindLastAsync(string conversationId, CancellationToken cancellationToken) =>
        await FirstAsync(
            "brand = @brand AND conversation_id = @key ORDER BY number DESC, opened_at DESC LIMIT 1",
            conversationId, cancellationToken).ConfigureAwait(false);

    /// <summary>A case; null if there is none with this id.</summary>
    public async Task<SupportCase?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        await FirstAsync("brand = @brand AND id = @key", caseId, cancellationToken).ConfigureAwait(false);

    /// <summary>Cases by state, the longest waiting first; ended ones the newest first.</summary>
    /// <param name="states">The states.</param>
    /// <param name="most">How many at most, up to 10,000.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<SupportCase>> ListAsync(
        IReadOnlyCollection<CaseState> states, int most, CancellationToken cancellationToken)
    {
        var names = states.Select(StoredName.Of).ToArray();
        return database.ReadAsync(session => CaseTable.QueryAsync(
            session,
            "brand = @brand AND state IN @names ORDER BY COALESCE(-ended_at, opened_at), id LIMIT @most",
            new { brand, names, most = Math.Min(most, LargestPage) }), cancellationToken);
    }

    /// <summary>Events after a sequence number, of all cases or one, oldest first.</summary>
    /// <param name="after">The sequence number of the last event that the reader knows; 0 for none.</param>
    /// <param name="caseId">The case; null for all.</param>
    /// <param name="most">How many at most, up to 10,000.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<CaseEvent>> EventsAsync(
        long after, string? caseId, int most, CancellationToken cancellationToken) =>
        database.ReadAsync(session => CaseTable.EventsAsync(
            session, caseId is null ? "" : "AND case_id = @caseId",
            new { brand, after, caseId, most = Math.Min(most, LargestPage) }), cancellationToken);

    /// <summary>The sequence number of the newest event; 0 for none.</summary>
    public Task<long> LastSequenceAsync(CancellationToken cancellationToken) => database.ReadAsync(session =>
        session.ScalarAsync<long>(
            "SELECT COALESCE(MAX(sequence), 0) FROM case_event WHERE brand = @brand", new { brand }),
        cancellationToken);

    /// <summary>Carries out a command together with the message that it says.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="command">The command.</param>
    /// <param name="post">A message for the customer; null for none.</param>
    /// <param name="isToBeSent">Whether it has to be sent to the channel.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<CaseResult> ExecuteAsync(
        string caseId, CaseCommand command, CasePost? post, bool isToBeSent,
        CancellationToken cancellationToken) =>
        database.WriteAsync<CaseResult>(async session =>
        {
            var now = clock.GetUtcNow();
            if (await CaseTable.FindAsync(session, brand, caseId).ConfigureAwait(false) is not { } current)
                return new CaseResult.Refused(CaseRefusal.NotFound, null);
            if (await IsStoredAsync(session, current, post).ConfigureAwait(false))
                return new CaseResult.Duplicate(current);
            if (await FindObstacleAsync(session, current, command).ConfigureAwait(false) is { } obstacle)
                return new CaseResult.Refused(obstacle, current);
            var transition = new CaseRules(current, now).Apply(command);
            if (transition is CaseTransition.Refused refused)
                return new CaseResult.Refused(refused.Reason, refused.Current);
            var (next, kind) = (CaseTransition.Applied)transition;
            var posted = post is null
                ? null
                : await PostAsync(session, next, post, isToBeSent, now).ConfigureAwait(false);
            next = await SaveAsync(session, brand, current, next, command, kind, now).ConfigureAwait(false);
            Failpoint.Reach(Failpoint.CaseChanging);
            return new CaseResult.Done(next, posted);
        }, cancellationToken);

    // Called in the transaction that ends a turn. Returns the case that the action made or changed; null if it did
    // nothing.
    internal static async Task<SupportCase?> ApplyAsync(
        Session session, string brand, string conversationId, long number, HandoffAction action, DateTimeOffset now)
    {
        if (action is HandoffAction.Open open)
            return await CaseTable.OpenAsync(session, brand, conversationId, number, open, now).ConfigureAwait(false);
        var change = (HandoffAction.Change)action;
        if (await CaseTable.FindAsync(session, brand, change.CaseId).ConfigureAwait(false) is not { } current
            || current.ConversationId != conversationId
            || new CaseRules(current, now).Apply(change.Command) is not CaseTransition.Applied applied)
            return null;
        return await SaveAsync(session, brand, current, applied.Next, change.Command, applied.Kind, now)
            .ConfigureAwait(false);
    }

    private static async Task<SupportCase> SaveAsync(
        Session session, string brand, SupportCase current, SupportCase next, CaseCommand command, CaseEventKind kind,
        DateTimeOffset now)
    {
        if (current.EndedAt is null && next.EndedAt is not null)
        {
            var last = await CaseTable.LastNumberAsync(session, brand, next.ConversationId).ConfigureAwait(false);
            next = next with { EndedNumber = last };
        }
        await CaseTable.UpdateAsync(session, brand, next).ConfigureAwait(false);
        var (agent, text) = command switch
        {
            CaseCommand.Note note => (note.AgentId, note.Text),
            CaseCommand.Snooze snooze => (next.AgentId, snooze.Until.ToString("O", CultureInfo.InvariantCulture)),
            CaseCommand.Release => (current.AgentId, ""),
            _ => (next.AgentId, ""),
        };
        await CaseTable.AddEventAsync(session, brand, next, kind, agent, text, now).ConfigureAwait(false);
        await CaseWebhookTable.AppendAsync(session, brand, current, next, now).ConfigureAwait(false);
        return next;
    }

    private async Task<CaseRefusal?> FindObstacleAsync(Session session, SupportCase current, CaseCommand command)
    {
        switch (command)
        {
            case CaseCommand.Reply reply:
                var unseen = await session.ScalarAsync<long>(
                    $"""
                    SELECT EXISTS (SELECT 1 FROM activity WHERE brand = @brand AND conversation_id = @ConversationId
                        AND number > @SeenThrough AND {LogTable.IsFromAgent} AND client_id IS NOT NULL)
                    """, new { brand, current.ConversationId, reply.SeenThrough }).ConfigureAwait(false);
                return unseen > 0 ? CaseRefusal.Collision : null;
            case CaseCommand.Claim claim when current.State == CaseState.Waiting:
                var isFull = await session.ScalarAsync<long>(
                    """
                    SELECT EXISTS (SELECT 1 FROM agent WHERE brand = @brand AND id = @AgentId AND capacity <=
                        (SELECT COUNT(*) FROM handoff_case WHERE brand = @brand AND agent_id = @AgentId
                            AND state IN ('assigned', 'active')))
                    """, new { brand, claim.AgentId }).ConfigureAwait(false);
                return isFull > 0 ? CaseRefusal.NoCapacity : null;
            default:
                return null;
        }
    }

    private async Task<bool> IsStoredAsync(Session session, SupportCase current, CasePost? post) =>
        post?.ClientId is not null && await session.ScalarAsync<long>(
            """
            SELECT EXISTS (SELECT 1 FROM activity WHERE brand = @brand AND conversation_id = @ConversationId
                AND sender_id = @SenderId AND client_id = @ClientId)
            """, new { brand, current.ConversationId, post.SenderId, post.ClientId }).ConfigureAwait(false) > 0;

    private async Task<PostedEntry> PostAsync(
        Session session, SupportCase next, CasePost post, bool isToBeSent, DateTimeOffset now)
    {
        var number = await LogTable.NextAsync(session, brand, next.ConversationId).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The case has no conversation.");
        var entry = post.Write(number);
        var sender = new Sender(next.ConversationId, post.SenderId, post.ClientId);
        await LogTable.InsertAsync(session, brand, sender, number, entry, now).ConfigureAwait(false);
        if (post.Form is { } form)
            await ContactTable.OpenAsync(session, brand, next.ConversationId, number, form, now).ConfigureAwait(false);
        var isNext = isToBeSent && await LogTable.AddDeliveryAsync(
            session, brand, next.ConversationId, number, now).ConfigureAwait(false);
        return new PostedEntry(number, entry, isNext);
    }

    private async Task<SupportCase?> FirstAsync(string where, string key, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            session => CaseTable.QueryAsync(session, where, new { brand, key }),
            cancellationToken).ConfigureAwait(false) is [var found, ..] ? found : null;
}
