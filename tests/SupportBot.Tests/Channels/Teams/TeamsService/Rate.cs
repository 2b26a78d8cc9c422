namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>
/// How often a bot may do something in one conversation ("Optimize your bot with rate limiting in Teams").
/// </summary>
internal sealed class Rate(int factor, TimeProvider clock)
{
    private static readonly (int Most, int Seconds)[] Limits = [(7, 1), (8, 2), (60, 30), (1800, 3600)];

    private readonly List<DateTimeOffset> _times = [];

    /// <summary>Counts a request.</summary>
    /// <returns>How much too early it comes; null where it does not.</returns>
    public TimeSpan? Take()
    {
        var now = clock.GetUtcNow();
        var wait = Limits.Select(limit => Wait(limit.Most * factor, TimeSpan.FromSeconds(limit.Seconds), now)).Max();
        if (wait > TimeSpan.Zero) return wait;
        _times.Add(now);
        return null;
    }

    private TimeSpan Wait(int most, TimeSpan window, DateTimeOffset now) =>
        _times.Count >= most ? _times[^most] + window - now : TimeSpan.Zero;
}
