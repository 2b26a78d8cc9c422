using SupportBot.Core.Answers.Translating;

namespace SupportBot.Tests.Answers.Translating;

/// <summary>What a translation gets to see of a sentence, and what it must leave as it is.</summary>
public sealed class LocksTests
{
    private static readonly Locks English = new(
        "en", ["Today Harbour sends telemetry. The GitHub sign-in is off."]);

    [Theory]
    [InlineData("Start it with `--proxy` [1].", "Start it with {1} {2}.")]
    [InlineData("Open **Settings** and choose **Web Chat**.", "Open {1} and choose {2}.")]
    [InlineData("Press \"Save all\" twice.", "Press {1} twice.")]
    [InlineData("Never **ever** delete it.", "Never **ever** delete it.")]
    [InlineData("Write to help@example.com or see https://docs.test/a?b=1.", "Write to {1} or see {2}.")]
    [InlineData("See [the page](https://docs.test/a.md) for more.", "See {1} for more.")]
    [InlineData("Edit config/app.json and set log_level.", "Edit {1} and set {2}.")]
    [InlineData("It needs version 2.1.3 or v3.", "It needs version {1} or {2}.")]
    [InlineData("Wait 30 minutes, at most 1,500 MB at -5 °C.", "Wait {1} minutes, at most {2} at {3}.")]
    [InlineData("A 30-minute break costs $5 or 5 %.", "A {1}-minute break costs {2} or {3}.")]
    [InlineData("It ended on 25 November 2026 and March 3, 2027.", "It ended on {1} and {2}.")]
    [InlineData("It ended on 2026-11-25 at 13:00.", "It ended on {1} at {2}.")]
    [InlineData("It runs each Monday in May.", "It runs each Monday in May.")]
    [InlineData("Backups use AES-256 on Amazon S3 [1] [2].", "Backups use {1} on {2} {3} {4} {5}.")]
    [InlineData("You must NOT restart GitHub's server.", "You must NOT restart {1}'s server.")]
    [InlineData("Harbour stops.", "{1} stops.")]
    [InlineData("Write {name} there.", "Write {1}name{2} there.")]
    public void What_must_stay_is_locked(string sentence, string locked)
    {
        var text = English.In(sentence, isRow: false);
        Assert.Equal(locked, text.Text);
        Assert.Equal(sentence, text.Unlock(text.Text));
    }

    [Fact]
    public void The_bars_of_a_table_stay() =>
        Assert.Equal(
            "{1} Smart {2} one backup a week {3}", English.In("| Smart | one backup a week |", isRow: true).Text);

    [Fact]
    public void In_German_a_noun_is_no_name() =>
        Assert.Equal(
            "Eine Lizenz von {1} gilt für {2} Geräte.",
            new Locks("de", []).In("Eine Lizenz von GitHub gilt für 5 Geräte.", isRow: false).Text);

    [Theory]
    [InlineData("| --- | --- |", true)]
    [InlineData("[1]", false)]
    [InlineData("`code` [2].", false)]
    public void Where_nothing_is_left_there_is_nothing_to_translate(string text, bool isRow) =>
        Assert.False(English.In(text, isRow).HasWords);
}
