using System.CommandLine;
using System.Text.RegularExpressions;
using SupportBot.Cli;

namespace SupportBot.Tests.Cli;

/// <summary>What the operator is told of a command line that is not understood.</summary>
[Collection("Console")]
public sealed partial class CommandLineErrorTests
{
    private static readonly RootCommand Root = SupportBotCommand.Create();

    [Fact]
    public void A_value_of_the_wrong_kind_is_named_with_what_the_option_takes()
    {
        var typed = 0;
        foreach (var (path, command) in Verbs(Root, []))
            foreach (var option in command.Options.Where(option => option.Arity.MaximumNumberOfValues > 0))
            {
                var errors = CommandLineErrors.Of(Root.Parse([.. path, option.Name, "nonsense!"]));
            Assert.DoesNotContain(
                errors,
                error =>
                    error.Contains("System.", StringComparison.Ordinal)
                    || error.Contains('\n', StringComparison.Ordinal));
            if (
                (option.ValueType == typeof(string) || option.ValueType == typeof(string[]))
                && !errors.Any(error => error.Contains("nonsense!", StringComparison.Ordinal)))
                continue;
                typed++;
            Assert.Contains(
                errors,
                error =>
                    error.StartsWith($"{option.Name} takes ", StringComparison.Ordinal)
                    && error.EndsWith(", not 'nonsense!'.", StringComparison.Ordinal));
            }
        Assert.True(typed >= 10, $"Only {typed} options check their value.");
    }

    [Fact]
    public void A_flag_takes_no_value()
    {
        foreach (var (path, command) in Verbs(Root, []))
            foreach (var option in command.Options.Where(option => option.ValueType == typeof(bool)))
            Assert.All(
                CommandLineErrors.Of(Root.Parse([.. path, $"{option.Name}=nonsense!"])),
                error => Assert.DoesNotContain("System.", error, StringComparison.Ordinal));
    }

    [Fact]
    public void A_command_or_option_with_one_letter_wrong_is_answered_with_the_right_one()
    {
        foreach (var (path, command) in Verbs(Root, []))
        {
            foreach (var option in command.Options.Where(option => option.Name.Length > 4))
                Check([.. path], option.Name);
            if (path.Length > 0) Check(path[..^1], path[^1]);
        }
    }

    [Theory]
    [InlineData("gaps", "--since", "yesterday")]
    [InlineData("gaps", "--since", "7d")]
    [InlineData("feedback", "list", "--since", "24h")]
    [InlineData("audit", "list", "--day", "today")]
    public void Days_may_be_said_in_words(params string[] arguments) =>
        Assert.Empty(CommandLineErrors.Of(Root.Parse(arguments)));

    [Fact]
    public async Task A_misspelled_option_ends_with_one_line_and_exit_code_2()
    {
        var (code, output, error) = await Console.RunAsync("ask", "--jsn", "What is a watermark?");
        Assert.Equal((2, ""), (code, output));
        Assert.Equal(
            "Unknown option '--jsn'. Did you mean '--json'? See supportbot ask --help. "
                + "Where it is no option, put -- before it.",
            error.Trim());
    }

    [Fact]
    public void A_question_may_begin_with_any_character()
    {
        Assert.Empty(CommandLineErrors.Of(Root.Parse(["ask", "--", "--json does what?"])));
        Assert.Empty(CommandLineErrors.Of(Root.Parse(["conversations", "list", "--question", "--json"])));
    }

    [Fact]
    public void A_verb_that_needs_another_one_lists_them() => Assert.Equal(
            ["Say what to do: supportbot feedback list, supportbot feedback export. See supportbot feedback --help."],
            CommandLineErrors.Of(Root.Parse(["feedback"])));

    [Fact]
    public void Help_is_shown_whatever_else_is_wrong() =>
        Assert.Empty(CommandLineErrors.Of(Root.Parse(["audit", "list", "--top", "none", "--help"])));

    [Theory]
    [InlineData("2026-11-01", "2026-11-01T00:00:00Z")]
    [InlineData("today", "2026-11-25T00:00:00Z")]
    [InlineData("yesterday", "2026-11-24T00:00:00Z")]
    [InlineData("7d", "2026-11-18T12:30:00Z")]
    [InlineData("24h", "2026-11-24T12:30:00Z")]
    [InlineData("01.11.2026", null)]
    [InlineData("7 days", null)]
    [InlineData("", null)]
    public void Past_times_are_counted_in_utc(string text, string? expected) => Assert.Equal(
        expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
        PastTime.Parse(text, new DateTimeOffset(2026, 11, 25, 13, 30, 0, TimeSpan.FromHours(1))));

    /// <summary>Leaves out each letter in turn, and puts another in its place.</summary>
    private static void Check(string[] before, string word)
    {
        for (var i = word.LastIndexOf('-') < 1 ? word.LastIndexOf('-') + 1 : 2; i < word.Length; i++)
            foreach (var wrong in (string[])[word.Remove(i, 1), word.Remove(i, 1).Insert(i, "q")])
            {
                var errors = CommandLineErrors.Of(Root.Parse([.. before, wrong]));
                if (
                    wrong == word || errors.Count == 0
                    || Root.Parse([.. before, wrong]).UnmatchedTokens.Count == 0 && !wrong.StartsWith('-'))
                    continue;
                var suggested = Suggestion().Match(Assert.Single(errors)).Groups[1].Value;
                // Another word may be as near: --day and --data to --daa.
                Assert.True(
                    suggested == word || EditDistance.Between(suggested, wrong) == 1,
                    $"{wrong}: {suggested} is suggested, not {word}");
            }
    }

    [GeneratedRegex("Did you mean '([^']*)'")]
    private static partial Regex Suggestion();

    private static IEnumerable<(string[] Path, Command Command)> Verbs(Command command, string[] path) =>
        command.Subcommands.SelectMany(verb => Verbs(verb, [.. path, verb.Name])).Prepend((path, command));
}
