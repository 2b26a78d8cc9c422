using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using SupportBot.Cli;

namespace SupportBot.Tests.Docs;

/// <summary>
/// docs/command-line.md, and every command that any page prints, against the verbs and options that there are.
/// </summary>
public sealed partial class CommandLinePageTests
{
    private static readonly RootCommand Root = SupportBotCommand.Create();

    [Fact]
    public void The_reference_names_every_verb_with_all_its_options_and_no_others()
    {
        var sections = Page.Read("docs/command-line.md").Text.Split("\n## ");
        foreach (var (verb, command) in Verbs(Root, "").Where(verb => verb.Command.Subcommands.Count == 0))
        {
            var section = Assert.Single(
                sections, section => section.Contains($"```sh\nsupportbot {verb} ", StringComparison.Ordinal));
            var documented = OptionRow().Matches(section).Select(row => row.Groups[1].Value).Order();
            Assert.Equal(
                command.Options.Where(option => option is not HelpOption).Select(option => option.Name).Order(),
                documented);
        }
    }

    [Fact]
    public void Every_printed_command_is_understood()
    {
        var printed = Page
            .All.SelectMany(page =>
                page.Code("sh")
                    .SelectMany(block =>
                        Command().Matches(block).Select(command => (page, arguments: command.Groups[1].Value))))
            .ToList();
        Assert.True(printed.Count > 20, "The pages show few commands.");
        Assert.Empty(
            printed.SelectMany(one =>
                Root.Parse(one.arguments)
                    .Errors.Select(error => $"{one.page}: supportbot {one.arguments}: {error.Message}")));
    }

    private static IEnumerable<(string Verb, Command Command)> Verbs(Command command, string path) =>
        command.Subcommands.SelectMany(verb =>
        Verbs(verb, $"{path}{verb.Name} ").Prepend(($"{path}{verb.Name}", verb)));

    [GeneratedRegex(@"^\| `(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    /// <summary>What stands behind the program's name, up to the end of the line or of the command.</summary>
    [GeneratedRegex(
        @"^\s*(?:\S+=\S+ )*(?:supportbot|dotnet run --project src/SupportBot(?: --(?= ))?)[ ]?([^\n|>&]*)",
        RegexOptions.Multiline)]
    private static partial Regex Command();
}
