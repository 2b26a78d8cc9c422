using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Handoff;

/// <summary>When the team works: periods of weekdays in a time zone, without holidays.</summary>
public sealed partial class OfficeHours
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private readonly TimeZoneInfo _zone;
    private readonly IReadOnlyList<Period> _periods;
    private readonly IReadOnlySet<DateOnly> _holidays;

    private OfficeHours(TimeZoneInfo zone, IReadOnlyList<Period> periods, IReadOnlySet<DateOnly> holidays) =>
        (_zone, _periods, _holidays) = (zone, periods, holidays);

    /// <summary>Reads the settings.</summary>
    /// <param name="timeZone">An IANA name such as <c>Europe/Berlin</c>.</param>
    /// <param name="periods">
    /// Lines such as <c>Mon-Fri 09:00-17:00</c> or <c>Sat 10:00-14:00</c>; empty for always. A period that ends before
    /// it begins ends on the next day.
    /// </param>
    /// <param name="holidays">Days off, such as <c>2026-12-25</c>.</param>
    /// <exception cref="FormatException">A value is malformed; the message says which.</exception>
    public static OfficeHours Parse(string timeZone, IEnumerable<string> periods, IEnumerable<string> holidays) =>
        new(ParseZone(timeZone), [.. periods.Select(ParsePeriod)], holidays.Select(ParseDay).ToHashSet());

    /// <summary>Whether the team works at a time.</summary>
    public bool AreOpen(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, _zone).DateTime;
        return _periods.Count == 0
            ? !_holidays.Contains(DateOnly.FromDateTime(local))
            : IsWithin(local, daysBefore: 0) || IsWithin(local, daysBefore: 1);
    }

    /// <summary>
    /// When the team works next, in its own time zone; null if it works now, or not within two weeks.
    /// </summary>
    public DateTimeOffset? NextOpening(DateTimeOffset time)
    {
        if (AreOpen(time)) return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, _zone).DateTime);
        return Enumerable.Range(0, 15)
            .SelectMany(day => StartsOn(today.AddDays(day)))
            .Select(start => new DateTimeOffset(start, _zone.GetUtcOffset(start)))
            .Where(start => start > time)
            .Cast<DateTimeOffset?>()
            .Min();
    }

    private IEnumerable<DateTime> StartsOn(DateOnly day) =>
        _holidays.Contains(day) ? []
        : _periods.Count == 0 ? [day.ToDateTime(TimeOnly.MinValue)]
        : _periods.Where(period => period.Includes(day.DayOfWeek)).Select(period => day.ToDateTime(period.From));

    // A period that began on the day before may go on after midnight.
    private bool IsWithin(DateTime local, int daysBefore)
    {
        var day = DateOnly.FromDateTime(local).AddDays(-daysBefore);
        return !_holidays.Contains(day) && _periods.Any(period =>
            period.Includes(day.DayOfWeek)
            && local >= day.ToDateTime(period.From)
            && local < (period.To > period.From ? day : day.AddDays(1)).ToDateTime(period.To));
    }

    private static TimeZoneInfo ParseZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new FormatException(
            $"'{name}' is no time zone. Use an IANA name such as Europe/Berlin.");

    private static DateOnly ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"'{text}' is no day. Write it as 2026-12-25.");

    private static Period ParsePeriod(string text)
    {
        var match = PeriodPattern().Match(text);
        var first = Array.IndexOf(Days, match.Groups["first"].Value.ToLowerInvariant());
        var last = match.Groups["last"].Success
            ? Array.IndexOf(Days, match.Groups["last"].Value.ToLowerInvariant())
            : first;
        if (!match.Success || first < 0 || last < first
            || !TimeOnly.TryParseExact(match.Groups["from"].ValueSpan, "HH:mm", out var from)
            || !TimeOnly.TryParseExact(match.Groups["to"].Value.Replace("24:00", "00:00", StringComparison.Ordinal),
                "HH:mm", out var to))
            throw new FormatException($"'{text}' is no period. Write it as Mon-Fri 09:00-17:00.");
        return new Period(first, last, from, to);
    }

    [GeneratedRegex(
        @"^\s*(?<first>[A-Za-z]{3})(-(?<last>[A-Za-z]{3}))?\s+(?<from>\d\d:\d\d)\s*-\s*(?<to>\d\d:\d\d)\s*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PeriodPattern();

    // Days count from Monday, 0.
    private sealed record Period(int FirstDay, int LastDay, TimeOnly From, TimeOnly To)
    {
        public bool Includes(DayOfWeek day) => ((int)day + 6) % 7 is var index && index >= FirstDay && index <= LastDay;
    }
}
