namespace SupportBot.Core.Knowledge;

/// <summary>One training of an embedding, as the database remembers it.</summary>
/// <param name="Hash">The model's.</param>
/// <param name="Text">What it was trained on.</param>
/// <param name="Trial">How it did against BM25 alone.</param>
/// <param name="TrainedAt">When it ended.</param>
public sealed record EmbeddingTraining(
    string Hash, TextFingerprints Text, EmbeddingTrial Trial, DateTimeOffset TrainedAt);

/// <summary>Search with the embedding and without, on headings that training did not see.</summary>
/// <param name="Questions">Headings asked for.</param>
/// <param name="Hybrid">nDCG@10 of BM25 and vectors together.</param>
/// <param name="Bm25">nDCG@10 of BM25 alone.</param>
public sealed record EmbeddingTrial(int Questions, double Hybrid, double Bm25)
{
    /// <summary>The embedding improves search, so it may be used.</summary>
    public bool IsWon => Hybrid > Bm25;
}
