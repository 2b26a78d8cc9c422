using System.CommandLine;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine;

namespace SupportBot.Cli.Index;

internal sealed class IndexSweepCommand() : DataCommand("sweep",
    "Delete sections from Elasticsearch that the database has no more, and indices that a broken-off rebuild left. "
    + "Exit code 0: nothing stale is left.")
{
    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var index = services.OnCluster("sweep");
        var store = services.GetRequiredService<DocumentStore>();
        var live = await store.LiveVersionsAsync(cancellationToken);
        var known = await store.StateAsync(cancellationToken);
        var swept = await Terminal.RunAsync<long, SweepResult>(
            "Looking for stale sections",
            done => (done, known.Chunks),
            progress => index.SweepAsync(live, progress, cancellationToken));
        Terminal.WriteLine($"{swept.Seen} sections were looked at, {swept.Deleted} were stale and are deleted.");
        foreach (var left in swept.Indices)
            Terminal.WriteLine($"The index {left}, which no search went to, is deleted.");
        return 0;
    }
}
