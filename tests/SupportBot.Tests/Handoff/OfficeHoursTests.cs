using System.Globalization;
using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Handoff;

public sealed class OfficeHoursTests
{
    private static readonly string[] Weekdays = ["Mon-Fri 09:00-17:00", "Sat 10:00-14:00"];

    // Berlin is one hour ahead of UTC in winter, two in summer. 2026-03-02 is a Monday.
    [Theory]
    [InlineData("2026-03-02T07:59:59Z", false)]
    [InlineData("2026-03-02T08:00:00Z", true)]
    [InlineData("2026-03-02T15:59:59Z", true)]
    [InlineData("2026-03-02T16:00:00Z", false)]
    [InlineData("2026-07-06T07:00:00Z", true)]
    [InlineData("2026-07-06T15:00:00Z", false)]
    [InlineData("2026-03-07T12:00:00Z", true)]
    [InlineData("2026-03-08T12:00:00Z", false)]
    [InlineData("2026-12-25T12:00:00Z", false)]
    public void The_team_works_by_its_own_clock(string time, bool isOpen) =>
        Assert.Equal(isOpen, OfficeHours.Parse("Europe/Berlin", Weekdays, ["2026-12-25"]).AreOpen(At(time)));

    [Theory]
    [InlineData("2026-03-02T06:00:00Z", "2026-03-02T08:00:00Z")]
    [InlineData("2026-03-06T16:30:00Z", "2026-03-07T09:00:00Z")]
    [InlineData("2026-03-07T13:30:00Z", "2026-03-09T08:00:00Z")]
    [InlineData("2026-12-24T18:00:00Z", "2026-12-28T08:00:00Z")]
    public void The_next_opening_leaves_out_holidays(string time, string opening)
    {
        var hours = OfficeHours.Parse("Europe/Berlin", ["Mon-Fri 09:00-17:00", "Sat 10:00-14:00"],
            ["2026-12-25", "2026-12-26"]);
        Assert.Equal(At(opening), hours.NextOpening(At(time)));
        Assert.Null(hours.NextOpening(At(opening)));
    }

    [Theory]
    [InlineData("2026-03-02T23:00:00Z", true)]
    [InlineData("2026-03-03T03:00:00Z", true)]
    [InlineData("2026-03-03T06:00:00Z", false)]
    [InlineData("2026-03-07T03:00:00Z", true)]
    [InlineData("2026-03-08T03:00:00Z", false)]
    public void A_period_may_end_after_midnight(string time, bool isOpen) =>
        Assert.Equal(isOpen, OfficeHours.Parse("UTC", ["Mon-Fri 22:00-06:00"], []).AreOpen(At(time)));

    [Fact]
    public void Without_periods_the_team_always_works_except_on_holidays()
    {
        var hours = OfficeHours.Parse("UTC", [], ["2026-12-25"]);
        Assert.True(hours.AreOpen(At("2026-12-24T23:59:00Z")));
        Assert.False(hours.AreOpen(At("2026-12-25T00:00:00Z")));
        Assert.Equal(At("2026-12-26T00:00:00Z"), hours.NextOpening(At("2026-12-25T00:00:00Z")));
    }

    [Theory]
    [InlineData("Europe/Bremen", "Mon 09:00-17:00", "2026-12-25", "'Europe/Bremen' is no time zone")]
    [InlineData("UTC", "Monday 9-5", "2026-12-25", "'Monday 9-5' is no period")]
    [InlineData("UTC", "Fri-Mon 09:00-17:00", "2026-12-25", "'Fri-Mon 09:00-17:00' is no period")]
    [InlineData("UTC", "Mon 25:00-26:00", "2026-12-25", "is no period")]
    [InlineData("UTC", "Mon 09:00-17:00", "25.12.2026", "'25.12.2026' is no day")]
    public void A_wrong_setting_is_named(string zone, string period, string holiday, string message) =>
        Assert.Contains(
            message, Assert.Throws<FormatException>(() => OfficeHours.Parse(zone, [period], [holiday])).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Where is my invoice?", "billing")]
    [InlineData("The INVOICE is wrong, and login fails", "billing")]
    [InlineData("I cannot login", "technical")]
    [InlineData("Invoices", "")]
    public void A_skill_is_chosen_by_words_of_the_question(string question, string skill) => Assert.Equal(
        skill, SkillRules.Parse(["billing: invoice, refund", "Technical: login"]).SkillFor(question));

    [Theory]
    [InlineData("billing")]
    [InlineData("billing:")]
    [InlineData("two words: a")]
    public void A_malformed_skill_is_refused(string line) =>
        Assert.Contains(line, Assert.Throws<FormatException>(() => SkillRules.Parse([line])).Message);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
