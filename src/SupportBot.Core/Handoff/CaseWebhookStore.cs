using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>
/// The case events that go to the brand's webhook. Each is stored in the transaction that changes the case.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="clock">The clock.</param>
public sealed class CaseWebhookStore(Database database, string brand, TimeProvider clock)
{
    /// <summary>
    /// How long an attempt may take. Its result is unknown after that, and the event is sent again.
    /// </summary>
    public static readonly TimeSpan AttemptTime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShownTime = TimeSpan.FromDays(7);

    /// <summary>
    /// Whether changes of cases are stored for the webhook from now on. Events that wait already are kept.
    /// </summary>
    public Task UseAsync(bool isUsed, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            isUsed
                ? "INSERT INTO case_webhook (brand, since) VALUES (@brand, @now) ON CONFLICT (brand) DO NOTHING"
                : "DELETE FROM case_webhook WHERE brand = @brand",
            new { brand, now = Now() }), cancellationToken);

    /// <summary>
    /// Takes the due event that has waited longest. An event is due once the earlier ones of its case were sent or
    /// given up.
    /// </summary>
    /// <returns>The event, with this attempt counted; null for none.</returns>
    public async Task<CaseWebhookEvent?> TakeDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var key = new
        {
            brand, now = now.ToUnixTimeMilliseconds(), lost = (now + AttemptTime).ToUnixTimeMilliseconds(),
        };
        if (await database.ReadAsync(session => session.ScalarAsync<string>(Due, key), cancellationToken)
            .ConfigureAwait(false) is null) return null;
        return await database.WriteAsync(session => session.FirstOrDefaultAsync<CaseWebhookEvent>(
            $"""
            UPDATE case_webhook_event SET attempts = attempts + 1, changed_at = @now, next_at = @lost
            WHERE brand = @brand AND id = ({Due})
            RETURNING id AS Id, case_id AS CaseId, sequence AS Sequence, content AS Content, attempts AS Attempts
            """, key), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores that an event arrived.</summary>
    public Task SaveSentAsync(string id, CancellationToken cancellationToken) =>
        SaveAsync(id, "sent", null, clock.GetUtcNow(), cancellationToken);

    /// <summary>Stores that an event did not arrive, or that nobody knows.</summary>
    /// <param name="id">The event.</param>
    /// <param name="problem">What went wrong.</param>
    /// <param name="next">When it is tried again; null for never.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task SaveNotSentAsync(
        string id, string problem, DateTimeOffset? next, CancellationToken cancellationToken) =>
        SaveAsync(id, next is null ? "failed" : "waiting", problem, next ?? clock.GetUtcNow(), cancellationToken);

    /// <summary>How the events stand.</summary>
    public async Task<CaseWebhookBacklog> BacklogAsync(CancellationToken cancellationToken)
    {
        var (waiting, late, failed, problem) = await database.ReadAsync(
            session => session.FirstOrDefaultAsync<(long, long, long, string?)>(
                """
                SELECT
                    COUNT(CASE WHEN state = 'waiting' THEN 1 END),
                    COUNT(CASE WHEN state = 'waiting' AND problem IS NOT NULL THEN 1 END),
                    COUNT(CASE WHEN state = 'failed' THEN 1 END),
                    (SELECT problem FROM case_webhook_event WHERE brand = @brand AND state IN ('waiting', 'failed')
                        AND problem IS NOT NULL AND (state = 'waiting' OR changed_at > @since)
                        ORDER BY changed_at DESC LIMIT 1)
                FROM case_webhook_event
                WHERE brand = @brand AND (state = 'waiting' OR (state = 'failed' AND changed_at > @since))
                """,
                new { brand, since = (clock.GetUtcNow() - ShownTime).ToUnixTimeMilliseconds() }),
            cancellationToken).ConfigureAwait(false);
        return new CaseWebhookBacklog((int)waiting, (int)late, (int)failed, problem);
    }

    private Task<int> SaveAsync(
        string id, string state, string? problem, DateTimeOffset next, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE case_webhook_event SET state = @state, problem = @problem, changed_at = @now, next_at = @next
            WHERE brand = @brand AND id = @id
            """,
            new { brand, id, state, problem, now = Now(), next = next.ToUnixTimeMilliseconds() }), cancellationToken);

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private const string Due =
        """
        SELECT e.id FROM case_webhook_event e
        WHERE e.brand = @brand AND e.state = 'waiting' AND e.next_at <= @now
            AND NOT EXISTS (SELECT 1 FROM case_webhook_event earlier
                WHERE earlier.brand = e.brand AND earlier.case_id = e.case_id AND earlier.sequence < e.sequence
                    AND earlier.state = 'waiting')
        ORDER BY e.next_at, e.created_at, e.id LIMIT 1
        """;
}

/// <summary>A case event for the webhook.</summary>
public sealed record CaseWebhookEvent
{
    /// <summary>128 random bits in hexadecimal; the same in each attempt.</summary>
    public required string Id { get; init; }

    public required string CaseId { get; init; }

    /// <summary>Counts the events of the case from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The JSON that is sent.</summary>
    public required string Content { get; init; }

    /// <summary>Number of attempts, with the one that is made now.</summary>
    public required long Attempts { get; init; }
}

/// <summary>How the events for the webhook stand.</summary>
/// <param name="Waiting">Those that wait, with the late ones.</param>
/// <param name="Late">Those that wait after an attempt that failed.</param>
/// <param name="Failed">Those that were given up in the last seven days.</param>
/// <param name="Problem">The newest problem among them; null for none.</param>
public sealed record CaseWebhookBacklog(int Waiting, int Late, int Failed, string? Problem)
{
    public bool IsHealthy => Late + Failed == 0;
}
