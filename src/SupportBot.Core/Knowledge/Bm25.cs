namespace SupportBot.Core.Knowledge;

/// <summary>The constants of BM25 that served TechQA and ClapNQ best; every engine ranks by them.</summary>
public static class Bm25
{
    /// <summary>How soon a repeated term stops counting.</summary>
    public const float K1 = 1.2f;

    /// <summary>How much longer texts are marked down, 0 to 1.</summary>
    public const float B = 0.5f;
}
