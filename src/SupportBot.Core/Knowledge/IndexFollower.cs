using System.Runtime.CompilerServices;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// Synchronizes the index with the database in the process that owns the index; does nothing elsewhere. Changes run one
/// at a time, so that no document is missed between a change of vectors and a change of texts. No change waits for a
/// slow embedding: documents go in without vectors that are not made yet, and get them by <see cref="FillAsync"/>.
/// </summary>
public sealed class IndexFollower(DocumentStore store, ISearchEngine engine, CurrentEmbedding embedding) : IDisposable
{
    // Chunks per commit of the index: a few seconds of work, so that the first documents are found soon.
    private const int PageSize = 8192;

    private const int VectorPageSize = 1024;

    private const int FilledAtOnce = 64;

    private readonly SemaphoreSlim _one = new(1);

    // Versions that have their vectors, while others have not.
    private readonly HashSet<(string DocumentId, long Version)> _filled = [];

    /// <summary>
    /// Applies what has changed in the database since the index's position. An index that is ahead of the database, or
    /// was made from another one, is rebuilt.
    /// </summary>
    public Task CatchUpAsync(CancellationToken cancellationToken = default) =>
        engine.IsReadOnly ? Task.CompletedTask : RunAloneAsync(FollowAsync, cancellationToken);

    /// <summary>
    /// Activates an embedding model: replaces the vectors in the index by those of the model that are made, and then
    /// makes the model current. If the index already has vectors of the model, those that it lacks are added.
    /// </summary>
    public Task AdoptAsync(EmbeddingModel model, CancellationToken cancellationToken = default) =>
        RunAloneAsync(async token =>
        {
            if (!engine.IsReadOnly) await BringInAsync(model, token).ConfigureAwait(false);
            embedding.Model = model;
        }, cancellationToken);

    /// <summary>Makes the model current whose vectors the index has, unless one is current.</summary>
    /// <param name="models">Those that can be used.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task ResumeAsync(IEnumerable<EmbeddingModel> models, CancellationToken cancellationToken = default)
    {
        if (embedding.Model is not null) return;
        var held = await engine.StateAsync(cancellationToken).ConfigureAwait(false);
        if (models.FirstOrDefault(model => model.Hash == held.ModelHash) is { } known) embedding.Model = known;
    }

    /// <summary>
    /// Adds vectors of the index's model that were made since their documents went in.
    /// </summary>
    /// <param name="model">No effect if the index has vectors of another one.</param>
    /// <param name="ids">Only these documents; null for all that lack vectors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task FillAsync(
        EmbeddingModel model, IReadOnlyList<string>? ids = null, CancellationToken cancellationToken = default) =>
        engine.IsReadOnly ? Task.CompletedTask : RunAloneAsync(async token =>
        {
            await FollowAsync(token).ConfigureAwait(false);
            await FillGapsAsync(model, ids, token).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>
    /// Rebuilds the index from the database; searches use the old content until the new one is complete.
    /// </summary>
    /// <param name="progress">Told how many chunks are in.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task RebuildAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        RunAloneAsync(token => engine.RebuildAsync(PagesAsync(0, progress, token), token), cancellationToken);

    public void Dispose() => _one.Dispose();

    private async Task RunAloneAsync(Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await run(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task BringInAsync(EmbeddingModel model, CancellationToken cancellationToken)
    {
        await FollowAsync(cancellationToken).ConfigureAwait(false);
        var held = await engine.StateAsync(cancellationToken).ConfigureAwait(false);
        if (held.ModelHash == model.Hash)
        {
            await FillGapsAsync(model, ids: null, cancellationToken).ConfigureAwait(false);
            return;
        }
        var vectors = await AllVectorsAsync(model, cancellationToken).ConfigureAwait(false);
        await engine.ReplaceVectorsAsync(vectors, cancellationToken).ConfigureAwait(false);
        _filled.Clear();
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

    // Changes after a position in pages, with the vectors of the active model that are made.
    private async IAsyncEnumerable<IndexChanges> PagesAsync(
        long after, IProgress<long>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long chunks = 0; ;)
        {
            var changes = await store.ChangesAsync(after, PageSize, cancellationToken).ConfigureAwait(false);
            if (changes.Position == after) yield break;
            yield return embedding.Model is not { } model ? changes : changes with
            {
                Documents = await WithVectorsAsync(model, changes.Documents, cancellationToken).ConfigureAwait(false),
                ModelHash = model.Hash,
            };
            progress?.Report(chunks += changes.Documents.Sum(document => document.Chunks.Count));
            after = changes.Position;
        }
    }

    private async Task FillGapsAsync(
        EmbeddingModel model, IReadOnlyList<string>? ids, CancellationToken cancellationToken)
    {
        var held = await engine.StateAsync(cancellationToken).ConfigureAwait(false);
        if (held.ModelHash != model.Hash || !held.HasGaps) return;
        var asked = ids ?? [.. (await store.ChangedAsync(held.GapsAfter, cancellationToken).ConfigureAwait(false))
            .Where(document => document.IsLive).Select(document => document.Id)];
        var changes = new IndexChanges([], [], held.Position, model.Hash) { CompletesVectors = ids is null };
        foreach (var some in asked.Chunk(FilledAtOnce))
        {
            var documents = (await store.DocumentsAsync(some, cancellationToken).ConfigureAwait(false))
                .Where(document => !_filled.Contains(Version(document))).ToList();
            var filled = (await WithVectorsAsync(model, documents, cancellationToken).ConfigureAwait(false))
                .Where(document => document.HasVectors).ToList();
            if (filled.Count < documents.Count) changes = changes with { CompletesVectors = false };
            if (filled.Count == 0) continue;
            await engine.ApplyAsync(
                new IndexChanges(filled, [], held.Position, model.Hash), cancellationToken).ConfigureAwait(false);
            _filled.UnionWith(filled.Select(Version));
        }
        if (!changes.CompletesVectors) return;
        await engine.ApplyAsync(changes, cancellationToken).ConfigureAwait(false);
        _filled.Clear();
    }

    private static (string DocumentId, long Version) Version(IndexedDocument document) =>
        (document.DocumentId, document.Chunks[0].Version);

    private async Task<VectorSet> AllVectorsAsync(EmbeddingModel model, CancellationToken cancellationToken)
    {
        var vectors = new VectorSet(model.Hash, new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal));
        var known = (Dictionary<string, ReadOnlyMemory<float>>)vectors.Vectors;
        for (long after = 0; ;)
        {
            var page = await store.ChangesAsync(after, VectorPageSize, cancellationToken).ConfigureAwait(false);
            if (page.Position == after) return vectors;
            var documents = await WithVectorsAsync(model, page.Documents, cancellationToken).ConfigureAwait(false);
            foreach (var document in documents.Where(document => document.HasVectors))
                foreach (var (chunk, vector) in document.Chunks.Zip(document.Vectors)) known[chunk.Id] = vector;
            if (vectors.GapsAfter is null && !documents.TrueForAll(document => document.HasVectors))
                vectors = vectors with { GapsAfter = after };
            after = page.Position;
        }
    }

    // Documents with their vectors; without any where one of them is not made yet, or cannot be made now.
    private static async Task<List<IndexedDocument>> WithVectorsAsync(
        EmbeddingModel model, IReadOnlyList<IndexedDocument> documents, CancellationToken cancellationToken)
    {
        var passages = documents.SelectMany(document => document.Chunks).Select(chunk => chunk.ToPassage()).ToList();
        try
        {
            var vectors = new Queue<ReadOnlyMemory<float>?>(
                await model.FindPassagesAsync(passages, cancellationToken).ConfigureAwait(false));
            return [.. documents.Select(document => WithVectors(document, vectors))];
        }
        catch (EmbeddingUnavailableException)
        {
            return [.. documents];
        }
    }

    private static IndexedDocument WithVectors(IndexedDocument document, Queue<ReadOnlyMemory<float>?> vectors)
    {
        var own = document.Chunks.Select(_ => vectors.Dequeue()).ToList();
        return own.Contains(null) ? document : document with { Vectors = [.. own.Select(vector => vector!.Value)] };
    }
}
