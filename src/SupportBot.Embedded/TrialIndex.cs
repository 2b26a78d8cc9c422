using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded;

/// <summary>The product's own search over some chunks, in an index that lives as long as a measurement.</summary>
public sealed class TrialIndex : IDisposable
{
    private static readonly HashSet<Audience> Everyone = [Audience.Public, Audience.Internal];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-trial-");
    private readonly EmbeddedSearchEngine _engine;
    private readonly Dictionary<string, Chunk> _chunks;
    private readonly CurrentEmbedding _embedding;

    private TrialIndex(IEnumerable<Chunk> chunks, EmbeddingModel? model)
    {
        _engine = new EmbeddedSearchEngine(_folder.FullName);
        _chunks = chunks.ToDictionary(chunk => chunk.Id, StringComparer.Ordinal);
        _embedding = new CurrentEmbedding { Model = model };
    }

    /// <summary>Indexes the chunks, with their vectors where a model is given.</summary>
    public static async Task<TrialIndex> BuildAsync(
        IEnumerable<Chunk> chunks, EmbeddingModel? model, CancellationToken cancellationToken)
    {
        var index = new TrialIndex(chunks, model);
        await index.FillAsync(cancellationToken).ConfigureAwait(false);
        return index;
    }

    /// <summary>Passages as <see cref="HybridSearch"/> ranks them.</summary>
    /// <param name="text">The question.</param>
    /// <param name="leg">What the search rests on.</param>
    /// <param name="top">The most passages returned.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<Chunk>> SearchAsync(
        string text, SearchLeg leg, int top, CancellationToken cancellationToken)
    {
        if (leg == SearchLeg.Vector) return await NearestAsync(text, top, cancellationToken).ConfigureAwait(false);
        var search = new HybridSearch(_engine, leg == SearchLeg.Bm25 ? new CurrentEmbedding() : _embedding, TextsAsync);
        var found = await search.SearchAsync(
            text, Everyone, top, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. found.Passages.Select(passage => passage.Chunk)];
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var documents = new List<IndexedDocument>();
        foreach (var chunks in _chunks.Values.GroupBy(chunk => chunk.DocumentId))
            documents.Add(new IndexedDocument(
                chunks.Key, [.. chunks], await VectorsAsync(chunks, cancellationToken).ConfigureAwait(false)));
        await _engine.ApplyAsync(
            new IndexChanges(documents, [], Position: 1, ModelHash: _embedding.Model?.Hash),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<float>>> VectorsAsync(
        IEnumerable<Chunk> chunks, CancellationToken cancellationToken)
    {
        if (_embedding.Model is not { } model) return [];
        return await model.EmbedPassagesAsync(
            [.. chunks.Select(chunk => chunk.ToPassage())], cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Chunk>> NearestAsync(string text, int top, CancellationToken cancellationToken)
    {
        if (_embedding.Model is not { } model) return [];
        var vector = await model.EmbedQuestionAsync(text, cancellationToken).ConfigureAwait(false);
        var hits = await _engine.SearchAsync(
            new SearchRequest(text, Everyone, vector, model.Hash, Top: top), cancellationToken).ConfigureAwait(false);
        return [.. hits.Vector.Select(hit => _chunks[hit.ChunkId])];
    }

    private Task<IReadOnlyDictionary<string, Chunk>> TextsAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, Chunk>>(ids.ToDictionary(id => id, id => _chunks[id]));
}

/// <summary>What a search rests on.</summary>
public enum SearchLeg
{
    Hybrid,
    Bm25,
    Vector,
}
