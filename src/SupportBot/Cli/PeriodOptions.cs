using System.CommandLine;

namespace SupportBot.Cli;

/// <summary>Options of verbs that look back over some days.</summary>
internal static class PeriodOptions
{
    public static Option<int> Days()
    {
        var days = new Option<int>("--days") { Description = "How many days to look back.", HelpName = "N", DefaultValueFactory = _ => 30 };
        FromOne(days);
        return days;
    }

    public static Option<DateOnly?> Since() => new("--since") { Description = "Look back to this day (UTC) instead: 2026-11-01.", HelpName = "DAY" };

    /// <summary>Lets an option take whole numbers from 1.</summary>
    public static void FromOne(Option<int> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1) result.AddError($"{option.Name} takes 1 or more.");
    });

    /// <summary>The first time that counts.</summary>
    public static DateTimeOffset Begin(ParseResult arguments, Option<int> days, Option<DateOnly?> since, TimeProvider time) => arguments.GetValue(since) is { } day
        ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
        : time.GetUtcNow().AddDays(-Math.Min(arguments.GetValue(days), 100_000));
}
