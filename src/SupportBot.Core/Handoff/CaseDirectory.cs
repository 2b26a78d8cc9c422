using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>Cases with what a desk shows beside them.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
public sealed class CaseDirectory(Database database, string brand)
{
    private const int LargestPage = 500;

    /// <summary>Cases that people work on or that wait for them, the longest waiting first.</summary>
    /// <param name="most">How many at most, up to 500.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<ListedCase>> ListOpenAsync(int most, CancellationToken cancellationToken) =>
        ListAsync($"{CaseTable.WithPeople} ORDER BY opened_at, id LIMIT @most", null, most, cancellationToken);

    /// <summary>Cases that an agent or a customer ended, the newest first.</summary>
    /// <inheritdoc cref="ListOpenAsync"/>
    public Task<IReadOnlyList<ListedCase>> ListEndedAsync(int most, CancellationToken cancellationToken) =>
        ListAsync(
            "state IN ('resolved', 'left', 'timedOut') ORDER BY ended_at DESC, id LIMIT @most", null, most,
            cancellationToken);

    /// <summary>A case; null if there is none with this id.</summary>
    public async Task<ListedCase?> FindAsync(string caseId, CancellationToken cancellationToken) =>
        await ListAsync("id = @key LIMIT @most", caseId, 1, cancellationToken).ConfigureAwait(false) is [var found]
            ? found
            : null;

    /// <summary>All cases of a customer in all their conversations, the newest first.</summary>
    /// <param name="customerId">The channel's id of the customer.</param>
    /// <param name="most">How many at most, up to 500.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<ListedCase>> OfCustomerAsync(
        string customerId, int most, CancellationToken cancellationToken) => ListAsync(
        """
        state NOT IN ('offered', 'declined') AND conversation_id IN
            (SELECT id FROM conversation WHERE brand = @brand AND user_id = @key)
        ORDER BY opened_at DESC, id LIMIT @most
        """, customerId, most, cancellationToken);

    /// <summary>Open cases with a note that mentions a name as <c>@name</c>, by their ids.</summary>
    public Task<IReadOnlySet<string>> MentioningAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<string>>(async session =>
        {
            var notes = await session.QueryAsync<NoteRow>(
                $"""
                SELECT e.case_id AS CaseId, e.text AS Text FROM case_event e
                WHERE e.brand = @brand AND e.kind = 'noted' AND instr(lower(e.text), lower(@mention)) > 0
                    AND e.case_id IN (SELECT id FROM handoff_case WHERE brand = @brand AND {CaseTable.WithPeople})
                """, new { brand, mention = $"@{name}" }).ConfigureAwait(false);
            var names = (await session.QueryAsync<string>(
                "SELECT name FROM agent WHERE brand = @brand", new { brand }).ConfigureAwait(false)).ToList();
            return notes.Where(note => NoteMentions.Contains(note.Text, name, names))
                .Select(note => note.CaseId).ToHashSet();
        }, cancellationToken);

    /// <summary>Events of all cases of a conversation after a sequence number, oldest first.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">The sequence number of the last event that the reader knows; 0 for none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<CaseEvent>> EventsAsync(
        string conversationId, long after, CancellationToken cancellationToken) =>
        database.ReadAsync(session => CaseTable.EventsAsync(
            session, "AND conversation_id = @conversationId",
            new { brand, conversationId, after, most = LargestPage }), cancellationToken);

    private Task<IReadOnlyList<ListedCase>> ListAsync(
        string where, string? key, int most, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ListedCase>>(async session =>
        {
            var cases = await CaseTable.QueryAsync(
                session, $"brand = @brand AND {where}",
                new { brand, key, most = Math.Min(most, LargestPage) }).ConfigureAwait(false);
            var ids = cases.Select(each => each.ConversationId).Distinct().ToArray();
            var conversations = (await session.QueryAsync<ConversationRow>(
                """
                SELECT c.id AS Id, c.channel AS Channel, c.user_id AS CustomerId, c.user_name AS CustomerName,
                    (SELECT substr(json_extract(a.json, '$.text'), 1, 200) FROM activity a
                        WHERE a.brand = c.brand AND a.conversation_id = c.id AND a.visible = 1 AND a.sender_id <> ''
                            AND json_extract(a.json, '$.type') = 'message'
                        ORDER BY a.number DESC LIMIT 1) AS LastText
                FROM conversation c WHERE c.brand = @brand AND c.id IN @ids
                """, new { brand, ids }).ConfigureAwait(false)).ToDictionary(row => row.Id);
            return [.. cases.Where(each => conversations.ContainsKey(each.ConversationId))
                .Select(each => conversations[each.ConversationId].Beside(each))];
        }, cancellationToken);

    private sealed record NoteRow
    {
        public required string CaseId { get; init; }
        public required string Text { get; init; }
    }

    private sealed record ConversationRow
    {
        public required string Id { get; init; }
        public required string Channel { get; init; }
        public string? CustomerId { get; init; }
        public string? CustomerName { get; init; }
        public string? LastText { get; init; }

        public ListedCase Beside(SupportCase @case) =>
            new(@case, Channel, CustomerId ?? "", CustomerName ?? "", LastText ?? @case.Question);
    }
}

/// <summary>A case in a list.</summary>
/// <param name="Case">The case.</param>
/// <param name="Channel">The conversation's channel, such as <c>webchat</c>.</param>
/// <param name="CustomerId">The channel's id of the customer; empty if not known.</param>
/// <param name="CustomerName">Their name; empty if not known.</param>
/// <param name="LastText">
/// What the customer or an agent wrote last, 200 characters at most; the question if that has expired.
/// </param>
public sealed record ListedCase(
    SupportCase Case, string Channel, string CustomerId, string CustomerName, string LastText);
