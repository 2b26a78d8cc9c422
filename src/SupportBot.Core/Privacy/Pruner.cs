using System.Globalization;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

/// <summary>
/// Removes expired data in small writes with pauses, so that turns rarely wait, and only for a few milliseconds. Only
/// one process does so at a time.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="rules">The retention periods.</param>
/// <param name="time">Tells what is over, and paces the writes.</param>
public sealed class Pruner(Database database, string brand, RetentionRules rules, TimeProvider time)
{
    // Between writes.
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lease _lease = new(database, brand, "retention", time);

    /// <summary>Removes all expired data.</summary>
    /// <returns>The removed data; null if another process is pruning.</returns>
    public async Task<Pruned?> PruneAsync(CancellationToken cancellationToken = default)
    {
        Pruned? pruned = null;
        await _lease.HoldAsync(
            async held => pruned = await PruneAllAsync(held).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return pruned;
    }

    // The audit comes first, since turns stay while the audit has their content.
    private async Task<Pruned> PruneAllAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var contents = await OlderAsync(
            rules.Audit, (session, before) => ExpiredAuditContents.RemoveAsync(session, brand, before, now),
            cancellationToken).ConfigureAwait(false);
        var versions = await OlderAsync(
            rules.Audit, (session, before) => ExpiredVersions.RemoveAsync(session, brand, before),
            cancellationToken).ConfigureAwait(false);
        var activities = rules.Conversations is { } kept
            ? await ConversationsAsync(now - kept, cancellationToken).ConfigureAwait(false)
            : 0;
        await OlderAsync(
            rules.Conversations, (session, before) => ExpiredIdentities.RemoveAsync(session, brand, before),
            cancellationToken).ConfigureAwait(false);
        var days = await OlderAsync(rules.Usage, UsageAsync, cancellationToken).ConfigureAwait(false);
        var vectors = await OlderAsync(
            rules.Vectors, (session, before) => ExpiredVectors.RemoveAsync(session, brand, before),
            cancellationToken).ConfigureAwait(false);
        return new Pruned(activities, contents, versions, days, vectors);
    }

    private async Task<int> ConversationsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var activities = 0;
        var due = await database.ReadAsync(
            session => ExpiredEntries.ConversationsAsync(session, brand, before),
            cancellationToken).ConfigureAwait(false);
        foreach (var some in due.Chunk(ExpiredEntries.ConversationsAtOnce))
            activities += await RepeatAsync(
                session => ExpiredEntries.RemoveAsync(session, brand, some, before),
                cancellationToken).ConfigureAwait(false);
        return activities;
    }

    private Task<int> OlderAsync(
        TimeSpan? kept, Func<Session, DateTimeOffset, Task<int>> remove, CancellationToken cancellationToken) =>
        kept is { } age && time.GetUtcNow() - age is var before
            ? RepeatAsync(session => remove(session, before), cancellationToken)
            : Task.FromResult(0);

    private async Task<int> RepeatAsync(Func<Session, Task<int>> remove, CancellationToken cancellationToken)
    {
        for (var total = 0; ;)
        {
            var removed = await database.WriteAsync(remove, cancellationToken).ConfigureAwait(false);
            if (removed == 0) return total;
            total += removed;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<int> UsageAsync(Session session, DateTimeOffset before) => session.ExecuteAsync(
        "DELETE FROM usage WHERE brand = @brand AND day < @day",
        new { brand, day = before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
}
