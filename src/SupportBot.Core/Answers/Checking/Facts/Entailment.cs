namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Whether a sentence says no more, and nothing else, than what it cites; by words, not by meaning.</summary>
internal static class Entailment
{
    /// <summary>So much of a sentence's words must be in the part of the passages that it rests on.</summary>
    private const double LeastCoverage = 0.45;

    /// <returns>What is wrong; null where nothing is.</returns>
    public static Fault? FaultOf(Statement claim, IReadOnlyList<Source> cited)
    {
        var ground = Ground.Of(claim, cited);
        if (!Numbers.AreIn(claim, ground, cited)) return Fault.Number;
        if (!Names.AreIn(claim, cited, [.. ground.Near])) return Fault.Name;
        if (ground.Coverage(claim) < LeastCoverage) return Fault.NotSupported;
        if (Turns.Differ(claim, ground, Turn.Not)) return Fault.Negation;
        if (Turns.Differ(claim, ground, Turn.Must) || Turns.Differ(claim, ground, Turn.Should) || Turns.Differ(claim, ground, Turn.May)) return Fault.Modal;
        return Opposites.Differ(claim, ground) ? Fault.Opposite : null;
    }
}
