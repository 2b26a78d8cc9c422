using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Contact;

/// <summary>The forms of a brand, and the messages that they send.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="clock">The clock.</param>
public sealed class ContactStore(Database database, string brand, TimeProvider clock)
{
    private static readonly TimeSpan ShownTime = TimeSpan.FromDays(7);

    /// <summary>An open form of a conversation; null if there is none with this id.</summary>
    public async Task<ContactForm?> FindFormAsync(
        string conversationId, string formId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.FirstOrDefaultAsync<FormRow>(
            """
            SELECT id AS Id, kind AS Kind, question AS Question, case_id AS CaseId FROM contact_form
            WHERE brand = @brand AND conversation_id = @conversationId AND id = @formId AND state = 'open'
            """, new { brand, conversationId, formId }), cancellationToken).ConfigureAwait(false))?.ToForm();

    /// <summary>Whether a conversation has had a form of a kind, open or not.</summary>
    public Task<bool> HasFormAsync(string conversationId, ContactKind kind, CancellationToken cancellationToken) =>
        AnyAsync(
            """
            SELECT EXISTS (SELECT 1 FROM contact_form
                WHERE brand = @brand AND conversation_id = @conversationId AND kind = @kind)
            """, new { brand, conversationId, kind = StoredName.Of(kind) }, cancellationToken);

    /// <summary>Whether the transcript was sent for a case.</summary>
    public Task<bool> WasSentAsync(string caseId, CancellationToken cancellationToken) => AnyAsync(
        """
        SELECT EXISTS (SELECT 1 FROM contact_form
            WHERE brand = @brand AND case_id = @caseId AND kind = 'transcript' AND state = 'sent')
        """, new { brand, caseId }, cancellationToken);

    /// <summary>How many forms a conversation has sent, and all conversations together.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="ownSince">Since when its own count.</param>
    /// <param name="allSince">Since when all count.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<(long Own, long All)> CountSentAsync(
        string conversationId, DateTimeOffset ownSince, DateTimeOffset allSince, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<(long, long)>(
            """
            SELECT
                (SELECT COUNT(DISTINCT number) FROM contact_message
                    WHERE brand = @brand AND conversation_id = @conversationId AND created_at > @ownSince),
                (SELECT COUNT(DISTINCT conversation_id || ' ' || number) FROM contact_message
                    WHERE brand = @brand AND created_at > @allSince)
            """,
            new
            {
                brand, conversationId, ownSince = ownSince.ToUnixTimeMilliseconds(),
                allSince = allSince.ToUnixTimeMilliseconds(),
            }), cancellationToken);

    /// <summary>Marks the due message that has waited longest as being sent; null for none.</summary>
    public async Task<ContactMessage?> TakeDueAsync(CancellationToken cancellationToken) =>
        (await database.WriteAsync(session => session.FirstOrDefaultAsync<MessageRow>(
            """
            UPDATE contact_message SET state = 'sending', attempts = attempts + 1, changed_at = @now
            WHERE brand = @brand AND id = (
                SELECT id FROM contact_message WHERE brand = @brand AND state = 'waiting' AND next_at <= @now
                ORDER BY next_at, created_at LIMIT 1)
            RETURNING id AS Id, route AS Route, kind AS Kind, content AS Content, attempts AS Attempts,
                created_at AS CreatedAt
            """, new { brand, now = Now() }), cancellationToken).ConfigureAwait(false))?.ToMessage();

    /// <summary>Stores the result of an attempt.</summary>
    /// <param name="id">The message.</param>
    /// <param name="state">Its state from now on.</param>
    /// <param name="problem">What went wrong; null for nothing.</param>
    /// <param name="next">When it is tried again.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task SaveAsync(
        string id, ContactState state, string? problem, DateTimeOffset next, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE contact_message
            SET state = @state, problem = @problem, changed_at = @now, next_at = @next
            WHERE brand = @brand AND id = @id
            """,
            new
            {
                brand, id, state = StoredName.Of(state), problem, now = Now(), next = next.ToUnixTimeMilliseconds(),
            }), cancellationToken);

    /// <summary>
    /// Settles messages that an earlier process was sending. A webhook gets them again, since its receiver recognizes
    /// repetitions; a mail may have been sent.
    /// </summary>
    /// <returns>How many mails may have been sent.</returns>
    public Task<int> RecoverAsync(CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        await session.ExecuteAsync(
            """
            UPDATE contact_message SET state = 'waiting', changed_at = @now
            WHERE brand = @brand AND state = 'sending' AND route = 'webhook'
            """, new { brand, now = Now() }).ConfigureAwait(false);
        return await session.ExecuteAsync(
            """
            UPDATE contact_message SET state = 'unconfirmed', changed_at = @now,
                problem = 'The host ended while it was being sent.'
            WHERE brand = @brand AND state = 'sending'
            """, new { brand, now = Now() }).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>How the messages to the team stand.</summary>
    public async Task<ContactBacklog> BacklogAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<(string State, string? Problem)>(
            """
            SELECT state, problem FROM contact_message WHERE brand = @brand AND kind = 'message'
                AND ((state = 'waiting' AND attempts > 0)
                    OR (state IN ('failed', 'unconfirmed') AND changed_at > @since))
            ORDER BY changed_at DESC
            """,
            new { brand, since = (clock.GetUtcNow() - ShownTime).ToUnixTimeMilliseconds() }), cancellationToken)
            .ConfigureAwait(false);
        return new ContactBacklog(
            rows.Count(row => row.State == "waiting"), rows.Count(row => row.State == "failed"),
            rows.Count(row => row.State == "unconfirmed"), rows.Count > 0 ? rows[0].Problem : null);
    }

    private async Task<bool> AnyAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ScalarAsync<long>(sql, parameters), cancellationToken)
            .ConfigureAwait(false) > 0;

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record FormRow(string Id, string Kind, string Question, string? CaseId)
    {
        public ContactForm ToForm() => new(Id, StoredName.Parse<ContactKind>(Kind), Question, CaseId);
    }

    private sealed record MessageRow(
        string Id, string Route, string Kind, string Content, long Attempts, long CreatedAt)
    {
        public ContactMessage ToMessage() => new(
            Id, StoredName.Parse<ContactRoute>(Route), StoredName.Parse<ContactKind>(Kind),
            JsonSerializer.Deserialize<ContactContent>(Content)!, (int)Attempts,
            DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt));
    }
}
