using SupportBot.Settings;

namespace SupportBot.Tests.Settings;

public sealed class DataFolderLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-lock").FullName;

    [Fact]
    public void A_second_host_on_the_same_folder_is_told_how_to_go_on()
    {
        using var first = DataFolderLock.Take(_folder);
        var e = Assert.Throws<SettingsException>(() => DataFolderLock.Take(_folder));
        Assert.Contains("Another SupportBot already uses the data folder", e.Message, StringComparison.Ordinal);
        Assert.Contains("--data DIR", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_is_free_again_when_the_host_has_ended()
    {
        DataFolderLock.Take(_folder).Dispose();
        DataFolderLock.Take(_folder).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var e = Assert.Throws<SettingsException>(() => DataFolderLock.Take(Path.Combine(file, "below")));
        Assert.Contains("cannot be used", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_whether_a_host_runs_never_keeps_one_from_starting()
    {
        DataFolderLock.Take(_folder).Dispose();
        using var stop = new CancellationTokenSource();
        var asking = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) DataFolderLock.IsHeld(_folder);
        })));
        for (var i = 0; i < 50; i++) DataFolderLock.Take(_folder).Dispose();
        await stop.CancelAsync();
        await asking;
        Assert.False(DataFolderLock.IsHeld(_folder));
        using var host = DataFolderLock.Take(_folder);
        Assert.True(DataFolderLock.IsHeld(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
