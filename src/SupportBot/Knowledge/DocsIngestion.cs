using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge;

internal sealed class DocsIngestion(
    DocsFolder folder, DocumentStore store, IngestionPipeline pipeline, IndexFollower follower,
    StoredEmbedding embedding)
{
    // The product's own documentation is removed once other documents are ingested, since customers do not ask about
    // this program.
    public async Task<IngestionSummary> RunAsync(
        IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        var source = folder.Source;
        var known = await store.KnownAsync(cancellationToken);
        var (_, names) = source.Among(
            known.Values.Select(document => document.Source).ToHashSet(StringComparer.Ordinal));
        if (!folder.IsShipped || known.Values.All(document => names.Contains(document.Source)))
            return await RunAsync(source, progress, cancellationToken);
        var summary = await pipeline.RemoveAsync(source, cancellationToken);
        await FollowAsync(cancellationToken);
        return summary;
    }

    // For commands, which leave no work to a host.
    public async Task RunWithVectorsAsync(bool withBlocks, CancellationToken cancellationToken)
    {
        await RunAsync(progress: null, cancellationToken);
        await embedding.CompleteAsync(withBlocks, progress: null, cancellationToken);
    }

    public async Task<IngestionSummary> RunAsync(
        DocumentSource source, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        var summary = await pipeline.RunAsync(source, progress, cancellationToken);
        await FollowAsync(cancellationToken);
        return summary;
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await follower.CatchUpAsync(cancellationToken);
        }
        catch (SearchUnavailableException)
        {
            // The documents are in the database. The host retries and logs it; a command reports that it cannot search.
        }
    }
}
