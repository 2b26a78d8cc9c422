using System.CommandLine;
using System.Text.RegularExpressions;
using SupportBot.Cli;

namespace SupportBot.Tests.Docs;

/// <summary>Every command that README.md and the pages print, run in a folder far from the repository.</summary>
[Collection("Console")]
public sealed partial class DocumentedCommandsTests
{
    /// <summary>
    /// Lines of shell blocks that run something else, by their first word, and why no test runs them.
    /// </summary>
    private static readonly Dictionary<string, string> Foreign = new()
    {
        ["./test.sh"] = "runs all tests",
        ["dotnet publish"] = "builds the program",
        ["az"] = "needs an Azure subscription",
        ["docker"] = "needs Docker",
        ["kubectl"] = "needs a Kubernetes cluster",
        ["curl"] = "needs a running host",
        ["TOKEN="] = "needs a running host",
        ["ID="] = "needs a running host",
        ["sqlite3"] = "needs sqlite3",
        ["pandoc"] = "needs pandoc",
        ["openssl"] = "needs openssl",
        ["names="] = "prepares openssl",
        ["sudo"] = "changes the machine",
        ["echo"] = "changes the machine",
        ["journalctl"] = "needs systemd",
        ["cd"] = "changes the folder",
        ["cp"] = "copies a file",
        ["cat"] = "joins files",
        ["export"] = "sets a variable", ["umask"] = "sets modes of new files", ["chmod"] = "changes modes",
        ["npm"] = "needs Node.js", ["teams"] = "needs a Microsoft account",
        ["dotnet-counters"] = "needs dotnet-counters", ["kustomize"] = "needs kustomize",
    };

    /// <summary>
    /// Commands that do not end with exit code 0 in the sample folder: what they begin with and hold, the exit code
    /// (null: not run), and why.
    /// </summary>
    private static readonly (string Begin, string Holds, int? ExitCode, string Why)[] Special =
    [
        ("ingest ", "--watch", null, "stays until it is stopped"),
        ("index create", "", 2, "needs an Elasticsearch cluster"),
        ("index sweep", "", 2, "needs an Elasticsearch cluster"),
        ("index synonyms", "", 2, "needs an Elasticsearch cluster"),
        ("eval answers ", "--model", 2, "needs a language model"),
        ("voice check ", "world-class", 1, "the text breaks rules"),
        ("audit list ", "mcp:", 1, "nobody has called the MCP server"),
        ("voice train", "", 2, "needs a way to train"),
        ("voice evaluate", "", 2, "needs a trained version"),
        ("voice promote", "", 2, "needs a trained version"),
        ("voice deploy", "", 2, "needs a trained version"),
        ("voice rollback", "", 1, "needs a version that writes"),
        ("doctor ", "--package", 1, "the package is of other settings"),
    ];

    private static readonly string[] Shells = ["sh", "bash", "shell", "console", "powershell"];

    private static readonly RootCommand Root = SupportBotCommand.Create();

    [Fact]
    public void Every_line_of_a_shell_block_is_a_command_of_ours_or_known_to_need_something_else()
    {
        Assert.Empty(
            Lines()
                .Where(line => ArgumentsOf(line.Text) is null && !Foreign.Keys.Any(word => Begins(line.Text, word)))
                .Select(line => $"{line.Page}: {line.Text}"));
        Assert.All(Foreign.Keys, word => Assert.Contains(Lines(), line => Begins(line.Text, word)));
        Assert.All(Special, rule => Assert.Contains(Commands(), command => Applies(rule, command)));
    }

    /// <summary>A sentence may name a command without its arguments.</summary>
    [Fact]
    public void Every_command_and_option_named_in_a_sentence_is_known()
    {
        var named = Pages()
            .SelectMany(page =>
                InSentence().Matches(page.Text).Select(match => (page, Arguments: match.Groups[1].Value)))
            .ToList();
        Assert.True(named.Count > 20, "The pages name few commands.");
        Assert.Empty(named.SelectMany(one => CommandLineErrors.Of(Root.Parse(one.Arguments))
                    .Where(error => error.StartsWith("Unknown", StringComparison.Ordinal))
                    .Select(error => $"{one.page}: {one.Arguments}: {error}")));
    }

    [Fact, Trait("Category", "Full")]
    public async Task Every_documented_command_runs_from_another_folder_than_the_repository()
    {
        await using var sample = await SampleFolder.CreateAsync();
        var commands = Commands().ToList();
        Assert.True(commands.Count > 40, "The pages show few commands.");
        // What is erased is not there for the others.
        foreach (
            var command in commands.OrderBy(command =>
                command.StartsWith("conversations erase", StringComparison.Ordinal)))
        {
            var expected = Special
                .Where(rule => Applies(rule, command))
                .Select(rule => rule.ExitCode)
                .FirstOrDefault(0);
            if (IsServe(command) || expected is null) continue;
            var (code, output, error) = await sample.RunAsync(command);
            Assert.True(code == expected, $"supportbot {command}: exit code {code}, not {expected}\n{output}{error}");
        }
    }

    /// <summary>Serving is tested with processes, see WorkingFolderTests of the end-to-end tests.</summary>
    private static bool IsServe(string command) =>
        Root.Parse(command).CommandResult.Command is RootCommand or ServeCommand;

    private static bool Applies((string Begin, string Holds, int? ExitCode, string Why) rule, string command) =>
        command.StartsWith(rule.Begin, StringComparison.Ordinal)
        && command.Contains(rule.Holds, StringComparison.Ordinal);

    private static bool Begins(string line, string word) =>
        line.StartsWith(word.EndsWith('=') ? word : word + " ", StringComparison.Ordinal) || line == word;

    private static IEnumerable<Page> Pages() => Page.All.Append(Page.Read("README.md"));

    private static IEnumerable<string> Commands() =>
        Lines().Select(line => ArgumentsOf(line.Text)).OfType<string>().Distinct();

    private static IEnumerable<(Page Page, string Text)> Lines() =>
        from page in Pages()
        from block in Shells.SelectMany(page.Code)
        from line in Continued()
            .Replace(block, " ")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        where line[0] != '#'
        select (page, line);

    private static string? ArgumentsOf(string line) =>
        OurCommand().Match(line) is { Success: true } ours ? ours.Groups[1].Value.Trim() : null;

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    /// <summary>What stands behind the program's name, without what the shell does with the output.</summary>
    [GeneratedRegex(
        @"^(?:SUPPORTBOT_\S+=\S+ )*(?:supportbot|dotnet run --project src/SupportBot(?: --(?= ))?)(?: +([^|>]*))?(?:["
            + @"|>].*)?$"
    )]
    private static partial Regex OurCommand();

    [GeneratedRegex(@"`supportbot ([a-z][^`]*)`")]
    private static partial Regex InSentence();
}
