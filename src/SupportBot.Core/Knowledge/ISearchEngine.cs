namespace SupportBot.Core.Knowledge;

/// <summary>
/// A search index over chunks: BM25 and vectors. It is derived from the database and returns ids and raw scores only;
/// fusion and texts are Core's. Implementations must pass the engine conformance suite.
/// </summary>
/// <remarks>
/// Where the engine is a server, every method throws <see cref="SearchUnavailableException"/> while that is down, too
/// slow or wrong; what was to be written may be written again.
/// </remarks>
public interface ISearchEngine
{
    /// <summary>The last committed state, of this or another process.</summary>
    Task<IndexState> StateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether another process owns the index. This one then sees its commits, and methods that write throw <see
    /// cref="InvalidOperationException"/>; a rebuild throws only if the index can have no other writer.
    /// </summary>
    bool IsReadOnly { get; }

    /// <summary>
    /// Applies changes in order and makes them visible together: when the task completes, searches see all of them,
    /// and no search ever saw a part of them. Applying the same changes twice has the effect of once.
    /// </summary>
    /// <exception cref="SearchUnavailableException">
    /// They are not, or not wholly, applied: the position is as before.
    /// </exception>
    Task ApplyAsync(IndexChanges changes, CancellationToken cancellationToken);

    /// <summary>
    /// Rebuilds the index from pages of changes that contain all documents, and then replaces the old content
    /// atomically. Until then the old content is searched.
    /// </summary>
    /// <exception cref="SearchUnavailableException">The old content still serves.</exception>
    Task RebuildAsync(IAsyncEnumerable<IndexChanges> pages, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces all vectors by those of another embedding model atomically; until then the old ones are used. Chunks
    /// without a vector are found by BM25 only.
    /// </summary>
    /// <exception cref="SearchUnavailableException">The old ones still serve.</exception>
    Task ReplaceVectorsAsync(VectorSet vectors, CancellationToken cancellationToken);

    /// <summary>
    /// Searches both legs in one and the same state of the index. The vector leg is empty without a query vector, and
    /// where the index holds the vectors of another model. A leg that failed is named in the hits.
    /// </summary>
    /// <exception cref="SearchUnavailableException">Neither leg gave hits that can be trusted.</exception>
    Task<SearchHits> SearchAsync(SearchRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// How rare words are: in how many chunks of a language each is found, in whichever text field has it most often.
    /// Words are matched as <see cref="SearchAsync"/> does, by their stems.
    /// </summary>
    /// <exception cref="SearchUnavailableException">The words could not all be counted in the whole index.</exception>
    Task<WordCounts> CountAsync(IReadOnlyList<string> words, string language, CancellationToken cancellationToken);
}

/// <summary>What an index holds.</summary>
/// <param name="Position">The database position up to which it is complete; 0 for an empty index.</param>
/// <param name="ModelHash">The embedding model of its vectors; null if it has none.</param>
/// <param name="HasGaps">
/// Documents went in without vectors, or with another model's, and have none since. It outlives the process: whoever
/// opens the index later knows that vectors are missing.
/// </param>
public sealed record IndexState(long Position, string? ModelHash = null, bool HasGaps = false)
{
    public static readonly IndexState Empty = new(0);

    /// <summary>Where there are gaps: documents up to this position have their vectors.</summary>
    public long GapsAfter { get; init; }

    /// <summary>The state after the changes.</summary>
    public IndexState After(IndexChanges changes)
    {
        var model = ModelHash ?? changes.ModelHash;
        var hadGaps = HasGaps && !(changes.CompletesVectors && Position <= changes.Position);
        var hasGaps = changes.Documents.Any(
            document => model is null || changes.ModelHash != model || !document.HasVectors);
        return new IndexState(Math.Max(Position, changes.Position), model, hadGaps || hasGaps)
        {
            GapsAfter = hadGaps ? GapsAfter : hasGaps ? Position : 0,
        };
    }

    /// <summary>The state after all vectors were replaced.</summary>
    public IndexState After(VectorSet vectors) => this with
    {
        ModelHash = vectors.ModelHash, HasGaps = vectors.GapsAfter is not null, GapsAfter = vectors.GapsAfter ?? 0,
    };
}

/// <param name="Chunks">All chunks of the language.</param>
/// <param name="PerWord">Chunks that hold each asked word, in the order asked; all of them for a stop word.</param>
public sealed record WordCounts(long Chunks, IReadOnlyList<long> PerWord);

/// <summary>What has changed in the database up to a position.</summary>
/// <param name="Documents">New or changed documents with all their chunks.</param>
/// <param name="Deleted">Ids of documents that are gone.</param>
/// <param name="Position">The position after these changes.</param>
/// <param name="ModelHash">
/// The embedding model of the documents' vectors. Vectors of another model than the index has are left out, unless the
/// index has none yet: then it becomes the index's.
/// </param>
public sealed record IndexChanges(
    IReadOnlyList<IndexedDocument> Documents,
    IReadOnlyList<string> Deleted,
    long Position,
    string? ModelHash = null)
{
    /// <summary>With these changes all documents up to the position have their vectors: no gaps are left.</summary>
    public bool CompletesVectors { get; init; }
}

/// <param name="DocumentId">The document whose earlier chunks these replace.</param>
/// <param name="Chunks">All chunks of the version.</param>
/// <param name="Vectors">
/// One unit-length vector a chunk, in the same order, empty where the model knows nothing of it; no vectors at all if
/// no embedding model is ready, or not all of them are made yet.
/// </param>
public sealed record IndexedDocument(
    string DocumentId, IReadOnlyList<Chunk> Chunks, IReadOnlyList<ReadOnlyMemory<float>> Vectors)
{
    /// <summary>Whether each chunk has its vector.</summary>
    public bool HasVectors => Vectors.Count >= Chunks.Count;
}

/// <param name="ModelHash">Identifies the embedding model; vectors of different models are never compared.</param>
/// <param name="Vectors">Unit-length vector by chunk id, all of one length.</param>
public sealed record VectorSet(string ModelHash, IReadOnlyDictionary<string, ReadOnlyMemory<float>> Vectors)
{
    /// <summary>Documents up to this position have all their vectors; null if all documents have.</summary>
    public long? GapsAfter { get; init; }
}

/// <param name="Text">The question, as the user wrote it or made self-contained.</param>
/// <param name="Audiences">Only chunks for these audiences are found, in both legs.</param>
/// <param name="Vector">
/// The query's vector, whose dot product with that of a chunk is their cosine; empty for BM25 alone.
/// </param>
/// <param name="ModelHash">The model that made the query vector.</param>
/// <param name="Language">Only chunks in this language are found; null for any.</param>
/// <param name="Top">The most hits a leg returns.</param>
public sealed record SearchRequest(
    string Text,
    IReadOnlySet<Audience> Audiences,
    ReadOnlyMemory<float> Vector = default,
    string? ModelHash = null,
    string? Language = null,
    int Top = 50);

/// <summary>Best first; equal scores by chunk id in ordinal order.</summary>
/// <param name="Bm25">Raw BM25 scores, 0 and up.</param>
/// <param name="Vector">Cosine similarities, −1 to 1.</param>
/// <param name="Missing">The one leg that failed, whose hits are empty then; null if none did.</param>
public sealed record SearchHits(IReadOnlyList<Hit> Bm25, IReadOnlyList<Hit> Vector, MissingLeg? Missing = null);

public readonly record struct Hit(string ChunkId, float Score);
