using System.CommandLine;
using SupportBot.Cli;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Cli;

/// <summary>Commands that read, where there is nothing to read.</summary>
[Collection("Console")]
public sealed class MissingDataTests : IDisposable
{
    /// <summary>Commands that may create the data folder, or need none.</summary>
    private static readonly string[] Others =
    [
        "serve",
        "ingest",
        "index create",
        "eval retrieval",
        "eval answers",
        "compare",
        "teams package",
        "doctor",
        "docs lint",
        "voice check",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("missing");

    [Fact]
    public async Task A_misspelled_data_folder_is_named_and_not_created()
    {
        var typo = Path.Combine(_folder.FullName, "typo");
        foreach (var arguments in Readers())
        {
            var (code, output, error) = await Console.RunAsync([.. arguments, "--data", typo]);
            Assert.Equal((2, ""), (code, output));
            Assert.Equal(
                $"The data folder {typo} does not exist. Name the right one with --data DIR, or read documents into a "
                    + "new one: supportbot ingest PATH",
                error.Trim());
            Assert.False(Path.Exists(typo), $"{string.Join(' ', arguments)} creates the folder.");
        }
    }

    [Fact]
    public async Task Every_command_says_so_where_there_is_nothing_to_show()
    {
        await (
            await Database.OpenAsync(
                Path.Combine(_folder.FullName, "supportbot.db"), TestContext.Current.CancellationToken)).DisposeAsync();
        foreach (var arguments in Readers())
        {
            var (_, output, error) = await Console.RunAsync([.. arguments, "--data", _folder.FullName]);
            Assert.False(string.IsNullOrWhiteSpace(output + error), $"{string.Join(' ', arguments)} says nothing.");
        }
        Assert.Contains(
            "No reply got a thumb", (await Console.RunAsync("feedback", "list", "--data", _folder.FullName)).Output,
            StringComparison.Ordinal);
        var (code, status, _) = await Console.RunAsync("index", "status", "--data", _folder.FullName);
        Assert.Equal(1, code);
        Assert.Contains("holds no documents yet", status, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IEnumerable<string[]> Readers()
    {
        var readers = Leaves(SupportBotCommand.Create(), [])
            .Where(leaf => !Others.Contains(string.Join(' ', leaf.Path)))
            .ToList();
        Assert.True(readers.Count > 15, "There are few commands.");
        return readers.Select(leaf => (string[])
                [
                    .. leaf.Path,
                    .. leaf.Command.Arguments.Select(_ => "x"),
                    .. leaf
                        .Command.Options.Where(option => option.Required)
                        .SelectMany(option => (string[])[option.Name, Path.Combine(_folder.FullName, "out")]),
                ]);
    }

    private static IEnumerable<(string[] Path, Command Command)> Leaves(Command command, string[] path) =>
        command.Subcommands.Count == 0
        ? [(path, command)]
        : command.Subcommands.SelectMany(verb => Leaves(verb, [.. path, verb.Name]));
}
