using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Crashes;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Storage;

/// <summary>What docs/upgrade.md and docs/backup-and-restore.md promise.</summary>
public sealed partial class UpgradeTests : IDisposable
{
    private const string Fact = "three years";

    /// <summary>However old the data folder is, nothing of it is pruned and its visitor may come back.</summary>
    private static readonly (string Name, string Value)[] Settings =
        [("Retention__ConversationDays", "0"), ("Retention__AuditDays", "0"), ("WebChat__ResumeDays", "3650")];

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_data_folder_of_an_earlier_version_opens_is_migrated_and_can_be_restored_from_its_backup()
    {
        Assert.SkipUnless(HasSqlite(), "sqlite3 is missing. Install it, for example: sudo apt-get install sqlite3");
        await EarlierData.MakeAsync(_folder["data"], Site.Handbook);
        var earlier = await EarlierData.VersionAsync(_folder["data"]);
        await using (var host = await RunningHost.StartInAsync(_folder, Site.Handbook, Settings))
        {
            Assert.True(await EarlierData.VersionAsync(_folder["data"]) > earlier);
            await ComeBackAsync(host, visit: 1);
            await VerifyAuditAsync(_folder, records: 2);
            await BackUpAsync();
            Assert.Equal(0, await host.TerminateAsync());
        }

        using var restored = Restore();
        await using var again = await RunningHost.StartInAsync(restored, Site.Handbook, Settings);
        await ComeBackAsync(again, visit: 2);
        await VerifyAuditAsync(restored, records: 3);
    }

    [Fact]
    public async Task An_earlier_program_refuses_a_newer_data_folder_and_leaves_it_as_it_was()
    {
        await EarlierData.MakeAsync(_folder["data"], Site.Handbook);
        await EarlierData.SetVersionAsync(_folder["data"], 9999);
        var before = Contents();
        foreach (var command in (string[][])[["serve"], ["ingest", Site.Handbook], ["search", "warranty"]])
        {
            var outcome = await BuiltProgram.RunAsync(_folder.Path, command);
            Assert.Equal(2, outcome.ExitCode);
            Assert.Matches("The database is of version 9999, this program knows up to [0-9]+", outcome.Error);
            Assert.Contains("Start the newer program, or restore an older", outcome.Error, StringComparison.Ordinal);
            Assert.Equal(before, Contents());
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The visitor of the earlier version sees everything that was said, asks again and is answered.</summary>
    private static async Task ComeBackAsync(RunningHost host, int visit)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        var visitor = new WebVisitor("visitor") { LastToken = EarlierData.Visitor.Token };
        Assert.True(await visitor.TrySayAsync(http, $"visit {visit}"));
        Assert.Equal(EarlierData.Visitor.Conversation, visitor.Conversation);
        Assert.Contains(Fact, await visitor.AnswerAsync(http, $"visit {visit}"), StringComparison.Ordinal);
        var texts = (await visitor.ReadAsync(http)).Select(activity => activity["text"]?.GetValue<string>()).ToList();
        Assert.Equal(visit + 1, texts.Count(text => text == visitor.Text));
        Assert.Equal(visit + 1, texts.Count(text => text?.Contains(Fact, StringComparison.Ordinal) == true));
    }

    private static async Task VerifyAuditAsync(TempFolder folder, int records)
    {
        var outcome = await BuiltProgram.RunAsync(folder.Path, ["audit", "verify", "--json"]);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        var verdict = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(records, verdict["sealed"]!.GetValue<int>() + verdict["waiting"]!.GetValue<int>());
        Assert.Equal(0, verdict["versionsGone"]!.GetValue<int>());
    }

    /// <summary>Runs the commands of docs/backup-and-restore.md.</summary>
    private async Task BackUpAsync()
    {
        var page = Path.Combine(SharedData.RepositoryRoot, "docs", "backup-and-restore.md");
        var commands = BackupCommands().Match(await File.ReadAllTextAsync(page, Cancel)).Groups[1].Value;
        var start = new ProcessStartInfo("sh", ["-ec", commands]) { WorkingDirectory = _folder.Path };
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync(Cancel);
        Assert.Equal(0, shell.ExitCode);
    }

    private TempFolder Restore()
    {
        var restored = new TempFolder();
        Directory.CreateDirectory(restored["data"]);
        File.Copy(_folder["supportbot-backup.db"], restored["data/supportbot.db"]);
        foreach (var key in (string[])["data/webchat.key", "data/audit.key"]) File.Copy(_folder[key], restored[key]);
        return restored;
    }

    private string[] Contents() => [.. ((string[])["supportbot.db", "webchat.key", "audit.key"])
        .Select(file => Convert.ToHexString(File.ReadAllBytes(_folder[$"data/{file}"])))];

    private static bool HasSqlite() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "sqlite3")));

    [GeneratedRegex("```sh\n(umask.*?)```", RegexOptions.Singleline)]
    private static partial Regex BackupCommands();
}
