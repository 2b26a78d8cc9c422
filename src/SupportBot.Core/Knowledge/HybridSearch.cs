using System.Numerics.Tensors;

namespace SupportBot.Core.Knowledge;

/// <summary>Texts of chunks by id, from the database; ids that are gone are left out.</summary>
public delegate Task<IReadOnlyDictionary<string, Chunk>> ChunkSource(
    IReadOnlyList<string> chunkIds, CancellationToken cancellationToken);

/// <summary>
/// Searches BM25 and vectors together and fuses the scores: α·cosine + (1−α)·BM25/max, with the cosines of a question
/// scaled to 0 for the lowest and 1 for the highest. Where no embedding is ready or to be reached it is BM25 alone.
/// </summary>
/// <param name="engine">Searches both legs.</param>
/// <param name="embedding">Makes the vectors of questions.</param>
/// <param name="texts">Gives the passages.</param>
/// <param name="time">For how long a vector is waited for; by default the system's.</param>
public sealed class HybridSearch(
    ISearchEngine engine, CurrentEmbedding embedding, ChunkSource texts, TimeProvider? time = null)
{
    // Weight of the vectors, tuned on TechQA and ClapNQ.
    private const double Alpha = 0.5;

    // Hits taken from each leg.
    private const int Depth = 100;

    private readonly QuestionEmbedding _questions = new(embedding, time ?? TimeProvider.System);

    /// <param name="text">The self-contained question.</param>
    /// <param name="audiences">Only documents for these are found.</param>
    /// <param name="top">The most passages returned.</param>
    /// <param name="language">Only documents in this language; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SearchUnavailableException">Nothing can be searched for now.</exception>
    public async Task<Found> SearchAsync(
        string text, IReadOnlySet<Audience> audiences, int top = 10, string? language = null,
        CancellationToken cancellationToken = default) =>
        await SearchAsync(
            await PrepareAsync(text, text, audiences, language, cancellationToken).ConfigureAwait(false), top,
            cancellationToken).ConfigureAwait(false);

    // Computes the vector of the question, which can take time with a remote model. The words are those for BM25.
    internal Task<PreparedSearch> PrepareAsync(
        string question, string words, IReadOnlySet<Audience> audiences, string? language,
        CancellationToken cancellationToken) =>
        _questions.PrepareAsync(
            question, new SearchRequest(words, audiences, Language: language, Top: Depth), cancellationToken);

    internal async Task<Found> SearchAsync(PreparedSearch prepared, int top, CancellationToken cancellationToken)
    {
        var hits = await engine.SearchAsync(prepared.Request, cancellationToken).ConfigureAwait(false);
        var best = Fuse(hits).Take(top).ToList();
        var chunks = await texts([.. best.Select(hit => hit.ChunkId)], cancellationToken).ConfigureAwait(false);
        return new Found(
            [.. best.Where(hit => chunks.ContainsKey(hit.ChunkId))
                .Select(hit => new Passage(chunks[hit.ChunkId], hit.Score, hit.Bm25, hit.Cosine))],
            hits.Missing ?? prepared.Missing)
        {
            HighestBm25 = hits.Bm25 is [var first, ..] ? first.Score : 0,
            Embedding = hits.Vector.Count > 0 ? embedding.Model?.Name : null,
            HighestCosine = hits.Vector is [var nearest, ..] ? nearest.Score : null,
        };
    }

    // The passages behind another one in its document, in order.
    internal async Task<IReadOnlyList<Chunk>> FollowingAsync(
        Chunk chunk, int count, CancellationToken cancellationToken)
    {
        string[] ids = [.. Enumerable.Range(1, count).Select(i => (chunk with { Ordinal = chunk.Ordinal + i }).Id)];
        var chunks = await texts(ids, cancellationToken).ConfigureAwait(false);
        return [.. ids.Where(chunks.ContainsKey).Select(id => chunks[id])
            .Where(next => next.Audience == chunk.Audience)];
    }

    // The cosine similarity of the question to each block of some chunks; null without a vector of the question.
    internal async Task<IReadOnlyList<IReadOnlyList<double>>?> CompareBlocksAsync(
        PreparedSearch prepared, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        var question = prepared.Request.Vector;
        if (embedding.Model is not { } model || question.IsEmpty || model.Hash != prepared.Request.ModelHash)
            return null;
        PassageText[][] blocks = [.. chunks.Select(chunk => (PassageText[])
            [.. chunk.Blocks.Select(block => new PassageText(chunk.Language, chunk.BlockText(block)))])];
        var vectors = await model.EmbedPassagesAsync(
            [.. blocks.SelectMany(own => own)], cancellationToken).ConfigureAwait(false);
        var next = 0;
        return [.. blocks.Select(own => (IReadOnlyList<double>)
            [.. own.Select(_ => Cosine(question.Span, vectors[next++].Span))])];
    }

    // How near each word of a question is to the nearest word of a block; null without a model that can tell.
    internal Task<IReadOnlyList<double?>?> CompareWordsAsync(
        string question, IReadOnlyList<string> words, Chunk chunk, TextBlock block,
        CancellationToken cancellationToken) =>
        embedding.Model?.ForLanguage(chunk.Language)?.CompareWords is { } compare
            ? compare(question, words, chunk.BlockText(block), cancellationToken)
            : Task.FromResult<IReadOnlyList<double?>?>(null);

    // An embedding may know nothing of a text.
    private static double Cosine(ReadOnlySpan<float> question, ReadOnlySpan<float> text) =>
        question.Length == text.Length ? TensorPrimitives.Dot(question, text) : 0;

    internal static IEnumerable<FusedHit> Fuse(SearchHits hits)
    {
        var cosines = hits.Vector.ToDictionary(hit => hit.ChunkId, hit => hit.Score, StringComparer.Ordinal);
        var bm25 = hits.Bm25.ToDictionary(hit => hit.ChunkId, hit => hit.Score, StringComparer.Ordinal);
        var highest = hits.Bm25 is [{ Score: > 0 } best, ..] ? best.Score : 1;
        var (near, far) = hits.Vector is [var first, .., var last] ? (first.Score, last.Score) : (1, 0);
        return cosines.Keys.Union(bm25.Keys)
            .Select(id => new FusedHit(
                id,
                Alpha * (cosines.TryGetValue(id, out var score) && near > far ? (score - far) / (near - far) : 0)
                    + (1 - Alpha) * bm25.GetValueOrDefault(id) / highest,
                bm25.GetValueOrDefault(id),
                cosines.TryGetValue(id, out var cosine) ? cosine : null))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.ChunkId, StringComparer.Ordinal);
    }

    internal readonly record struct FusedHit(string ChunkId, double Score, double Bm25, double? Cosine);
}

// Missing is set if no vector could be computed.
internal sealed record PreparedSearch(SearchRequest Request, MissingLeg? Missing = null);
