namespace SupportBot.Core.Conversations;

/// <summary>The limit of answered messages per visitor.</summary>
/// <param name="PerMinute">Within any minute.</param>
/// <param name="PerHour">Within any hour.</param>
public sealed record MessageRate(int PerMinute, int PerHour)
{
    /// <summary>How long until one more may be answered; zero for now.</summary>
    /// <param name="minute">
    /// When the message came that is the <see cref="PerMinute"/>-th newest of those answered; null for none.
    /// </param>
    /// <param name="hour">The same for <see cref="PerHour"/>.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan Wait(DateTimeOffset? minute, DateTimeOffset? hour, DateTimeOffset now)
    {
        var until = Max(minute + TimeSpan.FromMinutes(1), hour + TimeSpan.FromHours(1));
        return until > now ? until.Value - now : TimeSpan.Zero;

        static DateTimeOffset? Max(DateTimeOffset? a, DateTimeOffset? b) => b is null || a > b ? a : b;
    }
}
