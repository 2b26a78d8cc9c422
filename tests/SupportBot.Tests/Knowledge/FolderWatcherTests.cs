using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class FolderWatcherTests
{
    [Fact]
    public async Task A_new_file_in_a_new_folder_is_noticed()
    {
        var folder = Directory.CreateTempSubdirectory("watch");
        using var watcher = new FolderWatcher(folder.FullName, TimeProvider.System);
        var changed = watcher.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(changed.IsCompleted);
        File.WriteAllText(Path.Combine(folder.CreateSubdirectory("below").FullName, "a.md"), "# A");
        await changed.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);
    }
}
