using System.CommandLine;

namespace SupportBot.Cli;

internal static class PeriodOptions
{
    public static Option<int> Days() => CommonOptions.Number("--days", "How many days to look back.", @default: 30);

    public static Option<string?> Since() => CommonOptions.Checked(
        "--since", "Look back to this time (UTC) instead: 2026-11-01, yesterday, 7d or 24h.", "TIME",
        text => PastTime.Parse(text, Now) is not null,
        "a day such as 2026-11-01, today, yesterday, or a time ago such as 7d or 24h");

    public static Option<string?> Day() => CommonOptions.Checked(
        "--day", "Only those of this day (UTC): 2026-11-25, today or yesterday.", "DAY",
        text => PastTime.ParseDay(text, Now) is not null, "a day such as 2026-11-25, today or yesterday");

    public static DateTimeOffset Begin(
        ParseResult arguments, Option<int> days, Option<string?> since, TimeProvider time) =>
        (arguments.GetValue(since) is { } text ? PastTime.Parse(text, time.GetUtcNow()) : null)
            ?? time.GetUtcNow().AddDays(-Math.Min(arguments.GetValue(days), 100_000));

    public static DateOnly? DayOf(ParseResult arguments, Option<string?> day, TimeProvider time) =>
        arguments.GetValue(day) is { } text ? PastTime.ParseDay(text, time.GetUtcNow()) : null;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
