using System.Globalization;

namespace SupportBot.AgentConsole.Live;

// Times as the agent's own clock shows them.
public sealed class BrowserClock
{
    public static readonly BrowserClock Utc = new(TimeZoneInfo.Utc);

    private BrowserClock(TimeZoneInfo zone) => Zone = zone;

    public TimeZoneInfo Zone { get; }

    // UTC for a zone that this host does not know.
    public static BrowserClock In(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? new BrowserClock(found) : Utc;

    public DateTime Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).DateTime;

    // 14:05 today, 3 Nov 14:05 on other days.
    public string TimeOrDay(DateTimeOffset time, DateTimeOffset now)
    {
        var local = Local(time);
        return local.ToString(local.Date == Local(now).Date ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture);
    }

    public string TimeOrDay(long milliseconds, DateTimeOffset now) =>
        TimeOrDay(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), now);

    public string Full(DateTimeOffset time) =>
        Local(time).ToString("ddd d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    public string Full(long milliseconds) => Full(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    // 9 o'clock on the next day.
    public DateTimeOffset Tomorrow(DateTimeOffset now) => At(Local(now).Date.AddDays(1).AddHours(9));

    public DateTimeOffset At(DateTime local) => new(local, Zone.GetUtcOffset(local));

    // "now", "4 min", "3 h", "2 d".
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)age.TotalHours} h",
        _ => $"{(int)age.TotalDays} d",
    };
}
