using System.CommandLine;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Cli;

internal sealed class IngestCommand : RunnableCommand
{
    // Exit code of shells for a command ended by Ctrl+C or a signal.
    private const int Interrupted = 130;

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Folders or files of documents.", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _watch = CommonOptions.Flag("--watch", "Stay and follow changes, until Ctrl+C.");
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public IngestCommand() : base("ingest",
        "Read new and changed documents, and delete those that are gone. Exit code 0: all were read; "
        + "1: some could not be read, or there were none; 2: a path or setting is wrong.") =>
        Add(_paths, _watch, _data, _json);

    public override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await IngestAsync(arguments, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The files read so far are stored; the next run reads the rest.
            return Interrupted;
        }
    }

    private async Task<int> IngestAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (watch, json) = (arguments.GetValue(_watch), arguments.GetValue(_json));
        if (watch && json)
            throw new SettingsException(
                "--watch goes on until you stop it, and --json prints one document: choose one of them.");
        var configuration = Configuration.Read(CommonOptions.Overrides(("Data:Path", arguments.GetValue(_data))));
        LegacyDataFolder.Warn(configuration);
        await using var services = await (watch
            ? Composition.OpenWithoutIndexAsync(configuration, cancellationToken)
            : Composition.OpenAsync(configuration, cancellationToken));
        DocumentSource[] sources =
            [.. arguments.GetValue(_paths)!.Select(services.GetRequiredService<DocsFolder>().SourceOf)];
        var pipeline = services.GetRequiredService<IngestionPipeline>();
        if (watch)
            return await WatchAsync(sources, pipeline, services.GetRequiredService<TimeProvider>(), cancellationToken);

        var summaries = await IngestAsync(sources, pipeline, json, cancellationToken);
        await FollowAsync(services.GetRequiredService<IndexFollower>(), cancellationToken);
        if (!services.GetRequiredService<ISearchEngine>().IsReadOnly)
            await MakeVectorsAsync(services.GetRequiredService<StoredEmbedding>(), json, cancellationToken);
        var store = services.GetRequiredService<DocumentStore>();
        if (json) JsonOutput.Print(await IngestJson.OfAsync(summaries, store, cancellationToken));
        return summaries.Any(summary => summary.Rejected.Count > 0 || summary.Files == 0) ? 1 : 0;
    }

    // A running host updates the index by itself; otherwise the next search does not have to wait.
    private static async Task FollowAsync(IndexFollower follower, CancellationToken cancellationToken)
    {
        try
        {
            await follower.CatchUpAsync(cancellationToken);
        }
        catch (SearchUnavailableException e)
        {
            Terminal.WriteError("The documents are stored, and can be searched once the index has followed: "
                + $"the host sees to it, or the next command. {e.Message}");
        }
    }

    // A running host makes them by itself; otherwise it has nothing left to do when it starts.
    private static async Task MakeVectorsAsync(
        StoredEmbedding embedding, bool quiet, CancellationToken cancellationToken)
    {
        var complete = quiet
            ? await embedding.CompleteAsync(withBlocks: true, progress: null, cancellationToken)
            : await Terminal.RunAsync<VectorProgress, bool>(
                "Making vectors", progress => (progress.Done, progress.Total),
                progress => embedding.CompleteAsync(withBlocks: true, progress, cancellationToken));
        if (!complete)
            Terminal.WriteError("The documents are stored, but some have no vectors yet, because the embedding or the "
                + "search engine cannot be reached. The host makes them later, or the next ingest.");
    }

    private static async Task<List<IngestionSummary>> IngestAsync(
        DocumentSource[] sources, IngestionPipeline pipeline, bool quiet, CancellationToken cancellationToken)
    {
        var summaries = new List<IngestionSummary>();
        foreach (var source in sources)
        {
            var summary = quiet
                ? await pipeline.RunAsync(source, cancellationToken: cancellationToken)
                : await IngestionConsole.RunAsync(
                    source.Place, progress => pipeline.RunAsync(source, progress, cancellationToken));
            if (!quiet) IngestionConsole.Show(source.Place, summary);
            summaries.Add(summary);
        }
        return summaries;
    }

    // Writes to the database only, so that a host can own the index.
    private static async Task<int> WatchAsync(
        DocumentSource[] sources, IngestionPipeline pipeline, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(sources.Select(source => WatchAsync(source, pipeline, time, cancellationToken)));
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is the intended way to stop.
        }
        return 0;
    }

    private static async Task WatchAsync(
        DocumentSource source, IngestionPipeline pipeline, TimeProvider time, CancellationToken cancellationToken)
    {
        using var watcher = new FolderWatcher(source.Root, time);
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                var summary = await pipeline.RunAsync(source, cancellationToken: cancellationToken);
                if (isFirst || summary.HasChanged) IngestionConsole.Show(source.Place, summary);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The folder is moved, the disk full or the database busy: the next change retries.
                Terminal.WriteLine($"The documents cannot be read for now: {e.Message}");
            }
            await watcher.WaitAsync(cancellationToken);
        }
    }
}
