using System.CommandLine;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

internal sealed class IndexRebuildCommand() : DataCommand("rebuild",
    "Make the index anew from the database; searches find the old one until then. Exit code 0: it is made.")
{
    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<ISearchEngine>().IsReadOnly
            && services.GetService<ElasticsearchIndex>() is null)
            throw new SettingsException("A host uses the index and is the only one that writes to it. Stop the host, "
                + "or delete the folder index in the data folder while it is stopped: "
                + "the next start makes the index anew.");
        await services.GetRequiredService<StoredEmbedding>().AdoptAsync(cancellationToken);
        var known = await services.GetRequiredService<DocumentStore>().StateAsync(cancellationToken);
        await Terminal.RunAsync<long, bool>("Rebuilding the index", done => (done, known.Chunks), async progress =>
        {
            await services.GetRequiredService<IndexFollower>().RebuildAsync(progress, cancellationToken);
            return await services.GetRequiredService<StoredEmbedding>()
                .CompleteAsync(withBlocks: false, progress: null, cancellationToken);
        });
        Terminal.WriteLine($"The index is made anew, with {known.Chunks} sections of {known.Documents} documents.");
        return 0;
    }
}
