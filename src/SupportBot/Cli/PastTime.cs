using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Cli;

internal static partial class PastTime
{
    // A day, or a number of days (7d) or hours (24h) ago; null if it is neither.
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (ParseDay(text, now) is { } day)
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        if (Ago().Match(text) is not { Success: true } ago) return null;
        var count = int.Parse(ago.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return now - (ago.Groups[2].Value is "d" ? TimeSpan.FromDays(count) : TimeSpan.FromHours(count));
    }

    // 2026-11-25, today or yesterday; null otherwise.
    public static DateOnly? ParseDay(string text, DateTimeOffset now) => text switch
    {
        "today" => Today(now),
        "yesterday" => Today(now).AddDays(-1),
        _ => ParseDate(text),
    };

    private static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    [GeneratedRegex("^([0-9]{1,5})(d|h)$")]
    private static partial Regex Ago();
}
