using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Tests.Embedded;

public sealed class IndexOwnershipTests
{
    [Fact]
    public async Task A_host_that_began_beside_a_command_takes_the_index_over_once_that_has_ended()
    {
        var folder = Directory.CreateTempSubdirectory("index");
        var command = new EmbeddedSearchEngine(folder.FullName);
        var host = new EmbeddedSearchEngine(folder.FullName);
        Assert.True(host.IsReadOnly);
        await command.ApplyAsync(new IndexChanges([], [], 7), TestContext.Current.CancellationToken);
        command.Dispose();
        Assert.False(host.IsReadOnly);
        Assert.Equal(7, (await host.StateAsync(TestContext.Current.CancellationToken)).Position);
        await host.ApplyAsync(new IndexChanges([], [], 8), TestContext.Current.CancellationToken);
        Assert.Equal(8, (await host.StateAsync(TestContext.Current.CancellationToken)).Position);
        host.Dispose();
        folder.Delete(recursive: true);
    }
}
