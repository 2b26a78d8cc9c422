using System.Runtime.CompilerServices;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// Synchronizes the index with the database in the process that owns the index; does nothing elsewhere. Changes run one
/// at a time, so that no document is missed between a change of vectors and a change of texts.
/// </summary>
public sealed class IndexFollower(DocumentStore store, ISearchEngine engine, CurrentEmbedding embedding) : IDisposable
{
    // Chunks per commit of the index: a few seconds of work, so that the first documents are found soon.
    private const int PageSize = 8192;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>
    /// Applies what has changed in the database since the index's position. An index that is ahead of the database, or
    /// was made from another one, is rebuilt.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken = default)
    {
        if (engine.IsReadOnly) return;
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FollowAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// Activates an embedding model: computes the vectors of all chunks, replaces them in the index, and then makes the
    /// model current. If the index already has all its vectors, the model becomes current immediately.
    /// </summary>
    public async Task AdoptAsync(EmbeddingModel model, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!engine.IsReadOnly && await NeedsVectorsAsync(model, cancellationToken).ConfigureAwait(false))
            {
                await FollowAsync(cancellationToken).ConfigureAwait(false);
                await engine.ReplaceVectorsAsync(
                    await AllVectorsAsync(model, cancellationToken).ConfigureAwait(false),
                    cancellationToken).ConfigureAwait(false);
            }
            embedding.Model = model;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// Rebuilds the index from the database; searches use the old content until the new one is complete.
    /// </summary>
    /// <param name="progress">Told how many chunks are in.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task RebuildAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await engine.RebuildAsync(
                PagesAsync(0, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> NeedsVectorsAsync(EmbeddingModel model, CancellationToken cancellationToken)
    {
        var held = await engine.StateAsync(cancellationToken).ConfigureAwait(false);
        return held.ModelHash != model.Hash || held.HasGaps;
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var known = await store.StateAsync(cancellationToken).ConfigureAwait(false);
        var held = await engine.StateAsync(cancellationToken).ConfigureAwait(false);
        if (held.Position != 0 && (held.Position <= known.FirstPosition || held.Position > known.LastPosition))
            await engine.RebuildAsync(PagesAsync(0, null, cancellationToken), cancellationToken).ConfigureAwait(false);
        else
            await foreach (var page in PagesAsync(held.Position, null, cancellationToken).ConfigureAwait(false))
                await engine.ApplyAsync(page, cancellationToken).ConfigureAwait(false);
    }

    // Changes after a position in pages, with vectors if a model is active.
    private async IAsyncEnumerable<IndexChanges> PagesAsync(
        long after, IProgress<long>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long chunks = 0; ;)
        {
            var changes = await store.ChangesAsync(after, PageSize, cancellationToken).ConfigureAwait(false);
            if (changes.Position == after) yield break;
            yield return await WithVectorsAsync(changes, cancellationToken).ConfigureAwait(false);
            progress?.Report(chunks += changes.Documents.Sum(document => document.Chunks.Count));
            after = changes.Position;
        }
    }

    private async Task<IndexChanges> WithVectorsAsync(IndexChanges changes, CancellationToken cancellationToken)
    {
        if (embedding.Model is not { } model) return changes;
        try
        {
            return await WithVectorsAsync(model, changes, cancellationToken).ConfigureAwait(false);
        }
        catch (EmbeddingUnavailableException)
        {
            return changes;
        }
    }

    private static async Task<IndexChanges> WithVectorsAsync(
        EmbeddingModel model, IndexChanges changes, CancellationToken cancellationToken)
    {
        var documents = new List<IndexedDocument>(changes.Documents.Count);
        foreach (var document in changes.Documents)
            documents.Add(document with
            {
                Vectors = await VectorsAsync(model, document.Chunks, cancellationToken).ConfigureAwait(false),
            });
        return changes with { Documents = documents, ModelHash = model.Hash };
    }

    private async Task<VectorSet> AllVectorsAsync(EmbeddingModel model, CancellationToken cancellationToken)
    {
        var vectors = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        await foreach (var page in store.AllChunksAsync(cancellationToken)
            .Chunk(1024).WithCancellation(cancellationToken).ConfigureAwait(false))
            foreach (var (chunk, vector) in page.Zip(
                await VectorsAsync(model, page, cancellationToken).ConfigureAwait(false)))
                vectors[chunk.Id] = vector;
        return new VectorSet(model.Hash, vectors);
    }

    private static async Task<IReadOnlyList<ReadOnlyMemory<float>>> VectorsAsync(
        EmbeddingModel model, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        return await model.EmbedPassagesAsync(
            [.. chunks.Select(chunk => new PassageText(chunk.Language, chunk.EmbeddingText))], cancellationToken)
            .ConfigureAwait(false);
    }
}
