namespace SupportBot.Core.Conversations;

/// <summary>How many messages a visitor may have answered.</summary>
/// <param name="PerMinute">Within any minute.</param>
/// <param name="PerHour">Within any hour.</param>
public sealed record MessageRate(int PerMinute, int PerHour)
{
    /// <summary>How many of the newest messages <see cref="Wait"/> must know.</summary>
    internal int Window => Math.Max(PerMinute, PerHour);

    /// <summary>How long until one more may be answered; zero for now.</summary>
    /// <param name="answered">When the messages so far came that were answered, newest first.</param>
    /// <param name="now">The time.</param>
    public TimeSpan Wait(IReadOnlyList<DateTimeOffset> answered, DateTimeOffset now)
    {
        var wait = Max(Until(PerMinute, TimeSpan.FromMinutes(1)), Until(PerHour, TimeSpan.FromHours(1)));
        return Max(wait, TimeSpan.Zero);

        TimeSpan Until(int most, TimeSpan span) => answered.Count < most ? TimeSpan.Zero : answered[most - 1] + span - now;
        static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
    }
}
