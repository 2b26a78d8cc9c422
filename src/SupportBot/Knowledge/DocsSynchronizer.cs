using SupportBot.Cli;
using SupportBot.Core.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

internal sealed class DocsSynchronizer(
    DocsFolder folder, DocsIngestion ingestion, DocumentStore store, ILogger<DocsSynchronizer> log)
{
    private IReadOnlyList<RejectedFile> _rejected = [];

    // Runs until cancelled, or once if changes are not to be watched.
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var watcher = folder.Watch();
        try
        {
            await IngestAsync(run => IngestionConsole.RunAsync(folder.Path, run), isFirst: true, cancellationToken);
            var state = await store.StateAsync(cancellationToken);
            Terminal.WriteLine(
                $"Ready: {state.Documents} documents with {state.Chunks} sections. Press Ctrl+C to stop.");
            while (watcher is not null)
            {
                await watcher.WaitAsync(cancellationToken);
                await IngestAsync(run => run(null), isFirst: false, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task IngestAsync(
        Func<Func<IProgress<IngestionProgress>?, Task<IngestionSummary>>, Task<IngestionSummary>> show, bool isFirst,
        CancellationToken cancellationToken)
    {
        try
        {
            var summary = await show(progress => ingestion.RunAsync(progress, cancellationToken));
            var isNews = summary.HasChanged || !summary.Rejected.SequenceEqual(_rejected);
            if (isFirst ? !folder.IsShipped || summary.Rejected.Count > 0 : isNews)
                IngestionConsole.Show(folder.Path, summary);
            _rejected = summary.Rejected;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SettingsException)
        {
            // The folder is moved, the disk full or the database busy: the next change retries.
            Terminal.WriteLine($"The documents cannot be read for now: {e.Message}");
        }
        // A boundary: no document ends the host.
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            Terminal.WriteLine(
                "The documents cannot be read for now, because of an unexpected failure; the log has its reason.");
            log.LogError(e, "The documents cannot be read");
        }
    }
}
