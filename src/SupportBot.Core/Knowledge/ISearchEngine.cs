namespace SupportBot.Core.Knowledge;

/// <summary>
/// A search index over chunks: BM25 and vectors. It is derived from the database and returns ids and raw scores only;
/// fusion and texts are Core's. Implementations must pass the engine conformance suite.
/// </summary>
public interface ISearchEngine
{
    /// <summary>The database position up to which the index is complete; 0 for an empty index.</summary>
    long Position { get; }

    /// <summary>
    /// Applies changes in order and makes them visible together: when the task completes, searches see all of them,
    /// and no search ever saw a part of a document. Applying the same changes twice has the effect of once.
    /// </summary>
    Task ApplyAsync(IndexChanges changes, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces every vector by those of another embedding model, at once; until then the old ones serve.
    /// Chunks without a vector are found by BM25 alone.
    /// </summary>
    Task ReplaceVectorsAsync(VectorSet vectors, CancellationToken cancellationToken);

    /// <summary>Searches both legs; a leg without a query vector, or without an index, is empty.</summary>
    Task<SearchHits> SearchAsync(SearchRequest request, CancellationToken cancellationToken);
}

/// <summary>What has changed in the database up to a position.</summary>
/// <param name="Documents">New or changed documents with all their chunks.</param>
/// <param name="Deleted">Ids of documents that are gone.</param>
/// <param name="Position">The position after these changes.</param>
/// <param name="Rebuild">Everything else in the index is to be dropped first.</param>
public sealed record IndexChanges(
    IReadOnlyList<IndexedDocument> Documents,
    IReadOnlyList<string> Deleted,
    long Position,
    bool Rebuild = false);

/// <param name="DocumentId">The document whose earlier chunks these replace.</param>
/// <param name="Chunks">All chunks of the version.</param>
/// <param name="Vectors">One unit-length vector a chunk, in the same order; empty where no embedding model is ready.</param>
public sealed record IndexedDocument(string DocumentId, IReadOnlyList<Chunk> Chunks, IReadOnlyList<ReadOnlyMemory<float>> Vectors);

/// <param name="ModelHash">Identifies the embedding model; vectors of different models are never compared.</param>
/// <param name="Dimensions">Length of every vector.</param>
/// <param name="Vectors">Unit-length vector by chunk id.</param>
public sealed record VectorSet(string ModelHash, int Dimensions, IReadOnlyDictionary<string, ReadOnlyMemory<float>> Vectors);

/// <param name="Text">The question, as the user wrote it or made self-contained.</param>
/// <param name="Vector">Unit-length query vector; empty for BM25 alone.</param>
/// <param name="Audiences">Only chunks for these audiences are found, in both legs.</param>
/// <param name="Language">Only chunks in this language are found; null for any.</param>
/// <param name="Top">The most hits a leg returns.</param>
public sealed record SearchRequest(
    string Text,
    ReadOnlyMemory<float> Vector,
    IReadOnlySet<Audience> Audiences,
    string? Language = null,
    int Top = 50);

/// <summary>Best first; equal scores by chunk id in ordinal order.</summary>
/// <param name="Bm25">Raw BM25 scores, 0 and up.</param>
/// <param name="Vector">Cosine similarities, −1 to 1.</param>
public sealed record SearchHits(IReadOnlyList<Hit> Bm25, IReadOnlyList<Hit> Vector);

public readonly record struct Hit(string ChunkId, float Score);
