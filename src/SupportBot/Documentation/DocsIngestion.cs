using SupportBot.Core.Knowledge;

namespace SupportBot.Documentation;

/// <summary>Ingests a source and lets the index follow where this process owns it.</summary>
internal sealed class DocsIngestion(DocsFolder folder, IngestionPipeline pipeline, IndexFollower follower)
{
    /// <summary>Ingests the documentation folder of the settings.</summary>
    /// <exception cref="Settings.SettingsException">It does not exist.</exception>
    public Task<IngestionSummary> RunAsync(IProgress<IngestionProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(folder.Source, progress, cancellationToken);

    public async Task<IngestionSummary> RunAsync(DocumentSource source, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        var summary = await pipeline.RunAsync(source, progress, cancellationToken);
        await follower.CatchUpAsync(cancellationToken);
        return summary;
    }
}
