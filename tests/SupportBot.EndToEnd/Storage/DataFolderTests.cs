using System.Diagnostics;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Crashes;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Storage;

/// <summary>The data folder is its owner's alone, and one that has lost its content is told.</summary>
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Whatever_the_program_writes_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using (var host = await RunningHost.StartInAsync(_folder, Site.Handbook))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            var visitor = new WebVisitor("ada");
            Assert.True(await visitor.TrySayAsync(http, "question"));
            await visitor.AnswerAsync(http, "question");
            Assert.Empty(OpenToOthers());
            var export = await BuiltProgram.RunAsync(
                _folder.Path, ["audit", "export", "--data", _folder["data"], "--out", _folder["audit.jsonl"]]);
            Assert.True(export.ExitCode == 0, export.Error);
            Assert.Equal((UnixFileMode)0, Mode(_folder["audit.jsonl"]) & Others);
            await host.TerminateAsync();
        }
        Assert.Empty(OpenToOthers());
    }

    [Fact, Trait("Category", "Full")]
    public async Task A_data_folder_that_was_open_to_others_is_named_by_the_doctor_and_closed_by_the_next_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Assert.Equal(0, (await BuiltProgram.RunAsync(_folder.Path, ["ingest", Site.Handbook])).ExitCode);
        using (var chmod = Process.Start("chmod", ["-R", "u=rwX,go=rX", _folder["data"]]))
            await chmod.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains(OpenToOthers(), file => file.EndsWith("supportbot.db", StringComparison.Ordinal));
        var doctor = await BuiltProgram.RunAsync(_folder.Path, ["doctor"]);
        Assert.Contains($"chmod -R go= {_folder["data"]}", doctor.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await BuiltProgram.RunAsync(_folder.Path, ["search", "warranty"])).ExitCode);
        Assert.Empty(OpenToOthers());
    }

    [Fact]
    public async Task A_database_whose_log_is_damaged_stops_the_start_and_names_the_way_to_restore()
    {
        Assert.Equal(0, (await BuiltProgram.RunAsync(_folder.Path, ["ingest", Site.Handbook])).ExitCode);
        await File.WriteAllBytesAsync(
            _folder["data/supportbot.db-wal"], new byte[8240], TestContext.Current.CancellationToken);
        foreach (var command in (string[][])[["serve"], ["search", "warranty"]])
        {
            var outcome = await BuiltProgram.RunAsync(_folder.Path, command);
            Assert.Equal(2, outcome.ExitCode);
            Assert.Contains("has lost content", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("docs/backup-and-restore.md", outcome.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? 0 : File.GetUnixFileMode(path);

    private string[] OpenToOthers() =>
        [
            .. Directory
                .EnumerateFileSystemEntries(_folder["data"], "*", SearchOption.AllDirectories)
        .Append(_folder["data"]).Where(path => Path.Exists(path) && (Mode(path) & Others) != 0)];
}
