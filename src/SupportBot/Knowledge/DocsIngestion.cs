using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge;

/// <summary>Ingests a source and lets the index follow where this process owns it.</summary>
internal sealed class DocsIngestion(DocsFolder folder, DocumentStore store, IngestionPipeline pipeline, IndexFollower follower)
{
    /// <summary>
    /// Ingests the documentation folder of the settings. The product's own documentation makes room for documents that
    /// were ingested from elsewhere: customers of yours do not ask about this program.
    /// </summary>
    /// <exception cref="Settings.SettingsException">The folder does not exist.</exception>
    public async Task<IngestionSummary> RunAsync(IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        var source = folder.Source;
        var known = await store.KnownAsync(cancellationToken);
        var (_, names) = source.Among(known.Values.Select(document => document.Source).ToHashSet(StringComparer.Ordinal));
        if (!folder.IsShipped || known.Values.All(document => names.Contains(document.Source))) return await RunAsync(source, progress, cancellationToken);
        var summary = await pipeline.RemoveAsync(source, cancellationToken);
        await FollowAsync(cancellationToken);
        return summary;
    }

    public async Task<IngestionSummary> RunAsync(DocumentSource source, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
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
            // The documents are in the database. The host tries again and tells of it; a command says that it cannot search.
        }
    }
}
