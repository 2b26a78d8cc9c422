namespace SupportBot.Core.Knowledge;

/// <summary>
/// Makes the vectors of all sections, newest documents first, puts them into the index, and then makes those of the
/// blocks. Where the index has vectors of another model, these serve until all sections have new ones.
/// </summary>
/// <param name="store">The documents.</param>
/// <param name="engine">The index, which says whose vectors it has.</param>
/// <param name="follower">Writes the index.</param>
/// <param name="current">The model that serves.</param>
/// <param name="time">Says when all documents are looked at again, which keeps their vectors from expiring.</param>
public sealed class BackgroundVectors(
    DocumentStore store, ISearchEngine engine, IndexFollower follower, CurrentEmbedding current, TimeProvider time)
    : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _one = new(1);
    private VectorBacklog? _backlog;
    private DateTimeOffset _begun;
    private volatile VectorProgress? _progress;

    /// <summary>As of the last run; null before the first one, and for models that need no stored vectors.</summary>
    public VectorProgress? Progress => _progress;

    /// <summary>Runs until nothing is missing.</summary>
    /// <param name="model">The model that is to serve.</param>
    /// <param name="withBlocks">False for sections alone.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellationToken">Cancels the operation; vectors made so far stay.</param>
    /// <exception cref="EmbeddingUnavailableException">A remote model cannot be reached.</exception>
    /// <exception cref="SearchUnavailableException">The index cannot be written.</exception>
    public async Task RunAsync(
        EmbeddingModel model, bool withBlocks, IProgress<VectorProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (model.IsStored)
                await RunAsync(BacklogOf(model), withBlocks, progress, cancellationToken).ConfigureAwait(false);
            else await ServeAsync(model, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task RunAsync(
        VectorBacklog backlog, bool withBlocks, IProgress<VectorProgress>? progress,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            await backlog.ScanAsync(cancellationToken).ConfigureAwait(false);
            Report(backlog, progress);
            // An empty index takes the model together with all vectors of the first documents.
            if (backlog.IsEmpty) return;
            if (backlog.HasSections) await EmbedSectionsAsync(backlog, cancellationToken).ConfigureAwait(false);
            else
            {
                await ServeAsync(backlog.Model, cancellationToken).ConfigureAwait(false);
                if (!withBlocks || !backlog.HasBlocks) return;
                await backlog.EmbedBlocksAsync(cancellationToken).ConfigureAwait(false);
            }
            Report(backlog, progress);
        }
    }

    // A new backlog looks at all documents.
    private VectorBacklog BacklogOf(EmbeddingModel model)
    {
        var now = time.GetUtcNow();
        if (_backlog is { } known && known.Model.Hash == model.Hash && now - _begun < LookAgain) return known;
        _begun = now;
        return _backlog = new VectorBacklog(store, model);
    }

    private void Report(VectorBacklog backlog, IProgress<VectorProgress>? progress)
    {
        _progress = backlog.Progress;
        progress?.Report(backlog.Progress);
    }

    private async Task EmbedSectionsAsync(VectorBacklog backlog, CancellationToken cancellationToken)
    {
        var complete = await backlog.EmbedSectionsAsync(cancellationToken).ConfigureAwait(false);
        if (backlog.HasSections && complete.Count > 0 && current.Model?.Hash == backlog.Model.Hash)
            await follower.FillAsync(backlog.Model, complete, cancellationToken).ConfigureAwait(false);
    }

    private async Task ServeAsync(EmbeddingModel model, CancellationToken cancellationToken)
    {
        var held = await engine.StateAsync(cancellationToken).ConfigureAwait(false);
        if (current.Model?.Hash != model.Hash || held.ModelHash != model.Hash)
            await follower.AdoptAsync(model, cancellationToken).ConfigureAwait(false);
        else if (held.HasGaps)
            await follower.FillAsync(model, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>How far the vectors of a model are.</summary>
/// <param name="ModelHash">The model's.</param>
/// <param name="Done">Sections and blocks that have their vectors.</param>
/// <param name="Total">Sections and blocks of all documents.</param>
public sealed record VectorProgress(string ModelHash, int Done, int Total)
{
    public bool IsComplete => Done >= Total;
}
