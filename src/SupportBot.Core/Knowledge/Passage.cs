namespace SupportBot.Core.Knowledge;

/// <summary>A chunk that a search found, with the scores that put it there.</summary>
/// <param name="Chunk">The text and what is needed to cite it.</param>
/// <param name="Score">Fused score, for ordering only; not a confidence.</param>
/// <param name="Bm25">Raw BM25 score; 0 if that leg did not find it.</param>
/// <param name="Cosine">
/// Cosine similarity to the query; null if no vectors were searched or that leg did not find it.
/// </param>
public sealed record Passage(Chunk Chunk, double Score, double Bm25, double? Cosine);
