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
    private const int LargestPage = 500;

    /// <summary>The conversation's open case, or an offer of one; null for none.</summary>
    public async Task<SupportCase?> FindOpenAsync(string conversationId, CancellationToken cancellationToken) =>
        await FirstAsync(
            """
            brand = @brand AND conversation_id = @key
                AND state IN ('offered', 'waiting', 'assigned', 'active', 'snoozed')
            """, conversationId, cancellationToken).ConfigureAwait(false);

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
    /// <param name="most">How many at most, up to 500.</param>
    /// <param name="skip">How many of the first are left out.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<SupportCase>> ListAsync(
        IReadOnlyCollection<CaseState> states, int most, int skip, CancellationToken cancellationToken)
    {
        var names = states.Select(CaseTable.Name).ToArray();
        return database.ReadAsync(session => CaseTable.QueryAsync(
            session,
            "brand = @brand AND state IN @names ORDER BY COALESCE(-ended_at, opened_at), id LIMIT @most OFFSET @skip",
            new { brand, names, most = Math.Min(most, LargestPage), skip }), cancellationToken);
    }

    /// <summary>How many cases are in each state, without ended ones.</summary>
    public async Task<IReadOnlyDictionary<CaseState, int>> CountAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<(string State, long Count)>(
            """
            SELECT state, COUNT(*) FROM handoff_case
            WHERE brand = @brand AND state IN ('waiting', 'assigned', 'active', 'snoozed') GROUP BY state
            """, new { brand }), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => CaseTable.Parse<CaseState>(row.State), row => (int)row.Count);
    }

    /// <summary>Events after a sequence number, of all cases or one, oldest first.</summary>
    /// <param name="after">The sequence number of the last event that the reader knows; 0 for none.</param>
    /// <param name="caseId">The case; null for all.</param>
    /// <param name="most">How many at most, up to 500.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<CaseEvent>> EventsAsync(
        long after, string? caseId, int most, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<EventRow>(
            $"""
            SELECT sequence AS Sequence, case_id AS CaseId, conversation_id AS ConversationId, number AS Number,
                kind AS Kind, agent_id AS AgentId, text AS Text, at AS At
            FROM case_event WHERE brand = @brand AND sequence > @after {(caseId is null ? "" : "AND case_id = @caseId")}
            ORDER BY sequence LIMIT @most
            """,
            new { brand, after, caseId, most = Math.Min(most, LargestPage) }), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new CaseEvent(
            row.Sequence, row.CaseId, row.ConversationId, row.Number, CaseTable.Parse<CaseEventKind>(row.Kind),
            row.AgentId, row.Text, DateTimeOffset.FromUnixTimeMilliseconds(row.At)))];
    }

    /// <summary>The sequence number of the newest event; 0 for none.</summary>
    public Task<long> LastSequenceAsync(CancellationToken cancellationToken) => database.ReadAsync(session =>
        session.ScalarAsync<long>(
            "SELECT COALESCE(MAX(sequence), 0) FROM case_event WHERE brand = @brand", new { brand }),
        cancellationToken);

    /// <summary>Who answers the conversation.</summary>
    public Task<ConversationOwner> OwnerAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => CaseTable.OwnerAsync(session, brand, conversationId), cancellationToken);

    /// <summary>Carries out a command together with the messages that it says.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="command">The command.</param>
    /// <param name="posts">Messages for the customer, in order.</param>
    /// <param name="isToBeSent">Whether they have to be sent to the channel.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<CaseResult> ExecuteAsync(
        string caseId, CaseCommand command, IReadOnlyList<CasePost> posts, bool isToBeSent,
        CancellationToken cancellationToken) =>
        database.WriteAsync<CaseResult>(async session =>
        {
            var now = clock.GetUtcNow();
            if (await CaseTable.FindAsync(session, brand, caseId).ConfigureAwait(false) is not { } current)
                return new CaseResult.Refused(CaseRefusal.NotFound, null);
            foreach (var post in posts)
                if (await IsStoredAsync(session, current, post).ConfigureAwait(false))
                    return new CaseResult.Duplicate(current);
            if (await FindObstacleAsync(session, current, command).ConfigureAwait(false) is { } obstacle)
                return new CaseResult.Refused(obstacle, current);
            var transition = new CaseRules(current, now).Apply(command);
            if (transition is CaseTransition.Refused refused)
                return new CaseResult.Refused(refused.Reason, refused.Current);
            var (next, kind) = (CaseTransition.Applied)transition;
            var posted = await PostAsync(session, next, posts, isToBeSent, now).ConfigureAwait(false);
            next = await SaveAsync(session, current, next, command, kind, now).ConfigureAwait(false);
            Failpoint.Reach(Failpoint.CaseChanging);
            return posted with { Case = next };
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

    private Task<SupportCase> SaveAsync(
        Session session, SupportCase current, SupportCase next, CaseCommand command, CaseEventKind kind,
        DateTimeOffset now) => SaveAsync(session, brand, current, next, command, kind, now);

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
            CaseCommand.Release => (current.AgentId, ""),
            _ => (next.AgentId, ""),
        };
        await CaseTable.AddEventAsync(session, brand, next, kind, agent, text, now).ConfigureAwait(false);
        return next;
    }

    private async Task<CaseRefusal?> FindObstacleAsync(Session session, SupportCase current, CaseCommand command)
    {
        switch (command)
        {
            case CaseCommand.Reply reply:
                var unseen = await session.ScalarAsync<long>(
                    """
                    SELECT EXISTS (SELECT 1 FROM activity WHERE brand = @brand AND conversation_id = @ConversationId
                        AND number > @SeenThrough AND sender_id LIKE 'agent:%' AND client_id IS NOT NULL)
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

    private async Task<bool> IsStoredAsync(Session session, SupportCase current, CasePost post) =>
        post.ClientId is not null && await session.ScalarAsync<long>(
            """
            SELECT EXISTS (SELECT 1 FROM activity WHERE brand = @brand AND conversation_id = @ConversationId
                AND sender_id = @SenderId AND client_id = @ClientId)
            """, new { brand, current.ConversationId, post.SenderId, post.ClientId }).ConfigureAwait(false) > 0;

    private async Task<CaseResult.Done> PostAsync(
        Session session, SupportCase next, IReadOnlyList<CasePost> posts, bool isToBeSent, DateTimeOffset now)
    {
        var (done, added) = (new CaseResult.Done(next, 0, [], IsNext: false), new List<LogEntry>());
        foreach (var post in posts)
        {
            var number = await LogTable.NextAsync(session, brand, next.ConversationId).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The case has no conversation.");
            var entry = post.Write(number, next);
            var sender = new Sender(next.ConversationId, post.SenderId, post.ClientId);
            await LogTable.InsertAsync(session, brand, sender, number, entry, now).ConfigureAwait(false);
            if (post.Form is { } form)
                await ContactTable.OpenAsync(session, brand, next.ConversationId, number, form, now)
                    .ConfigureAwait(false);
            var isNext = isToBeSent && await LogTable.AddDeliveryAsync(
                session, brand, next.ConversationId, number, now).ConfigureAwait(false);
            if (added.Count == 0) done = done with { First = number, IsNext = isNext };
            added.Add(entry);
        }
        return done with { Added = added };
    }

    private async Task<SupportCase?> FirstAsync(string where, string key, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            session => CaseTable.QueryAsync(session, where, new { brand, key }),
            cancellationToken).ConfigureAwait(false) is [var found, ..] ? found : null;

    private sealed record EventRow
    {
        public long Sequence { get; init; }
        public required string CaseId { get; init; }
        public required string ConversationId { get; init; }
        public long Number { get; init; }
        public required string Kind { get; init; }
        public string? AgentId { get; init; }
        public required string Text { get; init; }
        public long At { get; init; }
    }
}
