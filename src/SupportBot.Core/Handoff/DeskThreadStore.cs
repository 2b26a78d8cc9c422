using System.Text;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>
/// The threads of cases at a desk outside of the host. What is sent to a thread is noted before, so that after a crash
/// it counts as unconfirmed and is not sent again.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
public sealed class DeskThreadStore(Database database, string brand)
{
    private const string Columns =
        """
        case_id AS CaseId, conversation_id AS ConversationId, thread_id AS ThreadId, root_id AS RootId, shown AS Shown,
        sequence AS Sequence, card AS Card, unconfirmed AS Unconfirmed, doubtful AS Doubtful
        """;

    /// <summary>The thread of a case; null for none.</summary>
    public Task<DeskThread?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        FirstAsync("case_id = @key", caseId, cancellationToken);

    /// <summary>The thread with the desk's id; null for none.</summary>
    public Task<DeskThread?> FindThreadAsync(string threadId, CancellationToken cancellationToken) =>
        FirstAsync("thread_id = @key", threadId, cancellationToken);

    /// <summary>
    /// Marks what an earlier process was sending as unconfirmed. Called when the host starts.
    /// </summary>
    /// <returns>The number of threads that were being sent to.</returns>
    public Task<int> RecoverAsync(CancellationToken cancellationToken) => database.WriteAsync(session =>
        session.ExecuteAsync(
            """
            UPDATE desk_thread SET shown = through, sequence = through_sequence, sending = '',
                unconfirmed = unconfirmed + CASE sending WHEN 'relay' THEN 1 ELSE 0 END,
                doubtful = doubtful + CASE sending WHEN 'root' THEN 1 ELSE 0 END
            WHERE brand = @brand AND sending <> ''
            """, new { brand }), cancellationToken);

    /// <summary>Conversations with people, and those whose thread does not show their end yet.</summary>
    public Task<IReadOnlyList<string>> ConversationsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<string>(
            $"""
            SELECT conversation_id FROM handoff_case WHERE brand = @brand AND {CaseTable.WithPeople}
            UNION
            SELECT t.conversation_id FROM desk_thread t WHERE t.brand = @brand AND t.sequence <
                (SELECT MAX(e.sequence) FROM case_event e WHERE e.brand = @brand AND e.case_id = t.case_id)
            """, new { brand }), cancellationToken);

    /// <summary>
    /// Cases of a conversation that a desk shows: those with a thread, and those with people, oldest first.
    /// </summary>
    public Task<IReadOnlyList<string>> CasesAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<string>(
            $"""
            SELECT c.id FROM handoff_case c
            LEFT JOIN desk_thread t ON t.brand = c.brand AND t.case_id = c.id
            WHERE c.brand = @brand AND c.conversation_id = @conversationId
                AND (t.case_id IS NOT NULL OR c.{CaseTable.WithPeople})
            ORDER BY c.number, c.opened_at
            """, new { brand, conversationId }), cancellationToken);

    /// <summary>Notes that the first message of a case's thread is about to be sent.</summary>
    /// <param name="case">The case.</param>
    /// <param name="through">Number of the last log entry that the message speaks of.</param>
    /// <param name="sequence">Sequence number of the last event that it speaks of.</param>
    public Task BeginRootAsync(SupportCase @case, long through, long sequence) => database.WriteAsync(session =>
        session.ExecuteAsync(
            """
            INSERT INTO desk_thread (brand, case_id, conversation_id, number, shown, sequence, sending, through,
                through_sequence, card, unconfirmed, doubtful)
            VALUES (@brand, @Id, @ConversationId, @Number, @through, @sequence, 'root', @through, @sequence, '', 0, 0)
            ON CONFLICT (brand, case_id) DO UPDATE SET sending = 'root', through = @through,
                through_sequence = @sequence
            """,
            new { brand, @case.Id, @case.ConversationId, @case.Number, through, sequence }), CancellationToken.None);

    /// <summary>Stores the ids of a thread whose first message was sent.</summary>
    public Task EndRootAsync(string caseId, string threadId, string rootId, string card) => database.WriteAsync(
        session => session.ExecuteAsync(
            """
            UPDATE desk_thread SET thread_id = @threadId, root_id = @rootId, card = @card, shown = through,
                sequence = through_sequence, sending = ''
            WHERE brand = @brand AND case_id = @caseId
            """, new { brand, caseId, threadId, rootId, card }), CancellationToken.None);

    /// <summary>Notes that a message with all that is new is about to be sent.</summary>
    public Task BeginRelayAsync(string caseId, long through, long sequence) => database.WriteAsync(session =>
        session.ExecuteAsync(
            """
            UPDATE desk_thread SET sending = 'relay', through = @through, through_sequence = @sequence
            WHERE brand = @brand AND case_id = @caseId
            """, new { brand, caseId, through, sequence }), CancellationToken.None);

    /// <summary>Stores what became of what was being sent.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="isSent">True if it arrived, false if it did not, null if that is not known.</param>
    public Task EndAsync(string caseId, bool? isSent) => database.WriteAsync(session => session.ExecuteAsync(
        isSent == false
            ? "UPDATE desk_thread SET sending = '' WHERE brand = @brand AND case_id = @caseId"
            : """
              UPDATE desk_thread SET shown = through, sequence = through_sequence, sending = '',
                  unconfirmed = CASE WHEN @isSent = 1 THEN 0 WHEN sending = 'relay' THEN unconfirmed + 1
                      ELSE unconfirmed END,
                  doubtful = doubtful + CASE WHEN @isSent = 0 AND sending = 'root' THEN 1 ELSE 0 END
              WHERE brand = @brand AND case_id = @caseId
              """, new { brand, caseId, isSent = isSent == true ? 1 : 0 }), CancellationToken.None);

    /// <summary>Forgets a thread that is gone, so that the case gets another.</summary>
    public Task ForgetThreadAsync(string caseId) => database.WriteAsync(session => session.ExecuteAsync(
        """
        UPDATE desk_thread SET thread_id = NULL, root_id = NULL, card = '', sending = ''
        WHERE brand = @brand AND case_id = @caseId
        """, new { brand, caseId }), CancellationToken.None);

    /// <summary>Stores that the thread knows what is new, so that nothing is sent.</summary>
    public Task SkipAsync(string caseId, long through, long sequence, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE desk_thread SET shown = @through, sequence = @sequence
            WHERE brand = @brand AND case_id = @caseId
            """, new { brand, caseId, through, sequence }), cancellationToken);

    /// <summary>Stores which card is shown.</summary>
    public Task SaveCardAsync(string caseId, string card, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            "UPDATE desk_thread SET card = @card WHERE brand = @brand AND case_id = @caseId",
            new { brand, caseId, card }), cancellationToken);

    /// <summary>Log entries after a number that people wrote, oldest first.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">The number of the last entry that the reader knows.</param>
    /// <param name="through">The number of the last entry to read.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<SentEntry>> EntriesAsync(
        string conversationId, long after, long through, int most, CancellationToken cancellationToken) =>
        [.. (await database.ReadAsync(session => session.QueryAsync<EntryRow>(
            """
            SELECT number AS Number, sender_id AS SenderId, client_id AS ClientId, json AS Json FROM activity
            WHERE brand = @brand AND conversation_id = @conversationId AND number > @after
                AND number <= @through AND sender_id <> ''
            ORDER BY number LIMIT @most
            """, new { brand, conversationId, after, through, most }), cancellationToken).ConfigureAwait(false))
            .Select(row => new SentEntry(
                row.Number, row.SenderId, row.ClientId, Encoding.UTF8.GetBytes(row.Json)))];

    /// <summary>The entry that an agent wrote with a client id; null for none.</summary>
    public async Task<SentEntry?> FindEntryAsync(
        string conversationId, string agentId, string clientId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.FirstOrDefaultAsync<EntryRow>(
            """
            SELECT number AS Number, sender_id AS SenderId, client_id AS ClientId, json AS Json FROM activity
            WHERE brand = @brand AND conversation_id = @conversationId AND sender_id = @sender AND client_id = @clientId
            """, new { brand, conversationId, sender = CasePost.AgentSender(agentId), clientId }), cancellationToken)
            .ConfigureAwait(false) is { } row
            ? new SentEntry(row.Number, row.SenderId, row.ClientId, Encoding.UTF8.GetBytes(row.Json))
            : null;

    /// <summary>Stores the desk's id of an agent.</summary>
    public Task SaveMemberAsync(string agentId, string memberId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO desk_member (brand, agent_id, member_id) VALUES (@brand, @agentId, @memberId)
            ON CONFLICT (brand, agent_id) DO UPDATE SET member_id = excluded.member_id
            """, new { brand, agentId, memberId }), cancellationToken);

    /// <summary>The desk's id of an agent; null if they have not worked there.</summary>
    public Task<string?> FindMemberAsync(string agentId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<string>(
            "SELECT member_id FROM desk_member WHERE brand = @brand AND agent_id = @agentId",
            new { brand, agentId }), cancellationToken);

    /// <summary>Agents of the desk who own an open case.</summary>
    public Task<IReadOnlyList<string>> OwnersAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<string>(
            """
            SELECT DISTINCT agent_id FROM handoff_case WHERE brand = @brand
                AND state IN ('assigned', 'active', 'snoozed')
                AND agent_id IN (SELECT agent_id FROM desk_member WHERE brand = @brand)
            """, new { brand }), cancellationToken);

    private Task<DeskThread?> FirstAsync(string where, string key, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<DeskThread>(
            $"SELECT {Columns} FROM desk_thread WHERE brand = @brand AND {where}", new { brand, key }),
            cancellationToken);

    private sealed record EntryRow
    {
        public long Number { get; init; }
        public required string SenderId { get; init; }
        public string? ClientId { get; init; }
        public required string Json { get; init; }
    }
}
