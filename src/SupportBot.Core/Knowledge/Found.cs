namespace SupportBot.Core.Knowledge;

/// <summary>The result of a search.</summary>
/// <param name="Passages">Best first; equal scores by chunk id.</param>
/// <param name="Missing">The leg that failed; null if both did their part.</param>
public sealed record Found(IReadOnlyList<Passage> Passages, MissingLeg? Missing = null)
{
    /// <summary>The highest raw BM25 score, of all that was found; 0 for none.</summary>
    public double HighestBm25 { get; init; }

    /// <summary>The <see cref="EmbeddingModel.Name"/> of the vectors; null without vectors.</summary>
    public string? Embedding { get; init; }

    /// <summary>The highest cosine similarity; null without vectors.</summary>
    public double? HighestCosine { get; init; }
}
