namespace SupportBot.Core.Knowledge;

/// <summary>BM25 parameters for every engine, tuned on TechQA and ClapNQ.</summary>
public static class Bm25
{
    /// <summary>Saturation of the term frequency.</summary>
    public const float K1 = 1.2f;

    /// <summary>Length normalization, 0 to 1.</summary>
    public const float B = 0.5f;
}
