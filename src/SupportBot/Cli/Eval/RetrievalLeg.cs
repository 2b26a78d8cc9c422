namespace SupportBot.Cli.Eval;

/// <summary>What a search rests on.</summary>
internal enum RetrievalLeg
{
    Hybrid,
    Bm25,
    Vector,
}
