using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>Where customers stand, and how long agents take.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="agents">Who is there.</param>
public sealed class CaseBacklog(Database database, string brand, AgentStore agents)
{
    // With fewer measured cases, an estimate would be a guess.
    private const int LeastMeasured = 5;
    private const int MostMeasured = 50;

    /// <summary>The place of a case that waits since a time, and an estimate of its wait.</summary>
    /// <param name="since">Since when it waits; now for a case that is to be opened.</param>
    /// <param name="language">Two-letter code of the customer's language.</param>
    /// <param name="skill">The skill that an agent needs; empty for none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<QueuePlace> PlaceAsync(
        DateTimeOffset since, string language, string skill, CancellationToken cancellationToken)
    {
        var (before, times) = await database.ReadAsync(async session => (
            await session.ScalarAsync<long>(
                """
                SELECT COUNT(*) FROM handoff_case
                WHERE brand = @brand AND state = 'waiting' AND opened_at < @since
                """,
                new { brand, since = since.ToUnixTimeMilliseconds() }).ConfigureAwait(false),
            await session.QueryAsync<long>(
                """
                SELECT ended_at - assigned_at FROM handoff_case
                WHERE brand = @brand AND state = 'resolved' AND assigned_at IS NOT NULL
                ORDER BY ended_at DESC LIMIT @most
                """,
                new { brand, most = MostMeasured }).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        var able = (await agents.LoadsAsync(cancellationToken).ConfigureAwait(false))
            .Where(load => IsAble(load, language, skill)).ToList();
        return new QueuePlace((int)before + 1, Estimate((int)before + 1, times, able));
    }

    /// <summary>Whether an agent who can take such a case is there.</summary>
    public async Task<bool> IsStaffedAsync(string language, string skill, CancellationToken cancellationToken) =>
        (await agents.LoadsAsync(cancellationToken).ConfigureAwait(false))
            .Any(load => IsAble(load, language, skill));

    private static bool IsAble(AgentLoad load, string language, string skill) =>
        load is { IsPresent: true, Agent.Status: AgentStatus.Online } && load.Agent.CanTake(language, skill);

    // The agents end cases one after another, each in the median time. One with free capacity takes a case at once.
    private static TimeSpan? Estimate(int position, IReadOnlyList<long> times, List<AgentLoad> able)
    {
        var free = able.Sum(load => Math.Max(0, load.Agent.Capacity - load.Open));
        if (able.Count == 0) return null;
        if (position <= free) return TimeSpan.Zero;
        if (times.Count < LeastMeasured) return null;
        var median = times.Order().ElementAt(times.Count / 2);
        var slots = able.Sum(load => load.Agent.Capacity);
        return TimeSpan.FromMilliseconds(median * Math.Ceiling((position - free) / (double)slots));
    }
}

/// <summary>A place in the queue.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Wait">
/// The estimated wait, from the measured handling times of the last cases; zero if an agent is free; null if too few
/// were measured or nobody is there.
/// </param>
public sealed record QueuePlace(int Position, TimeSpan? Wait);
