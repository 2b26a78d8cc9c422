namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Whether a sentence says no more, and nothing else, than what it cites; by words, not by meaning.</summary>
internal static class Entailment
{
    /// <summary>
    /// The support that a sentence needs. At this point a fifth of the sentences of other turns pass on the half of
    /// MTRAG's conversations that the check was tuned on.
    /// </summary>
    private const double LeastSupport = 0.32;

    /// <returns>What is wrong; null where nothing is.</returns>
    public static Fault? FaultOf(Statement claim, IReadOnlyList<Source> cited, Statement question)
    {
        var ground = Ground.Of(claim, cited, question);
        if (!Numbers.AreIn(claim, ground, cited)) return Fault.Number;
        if (!Names.AreIn(claim, cited, [.. ground.Near], question)) return Fault.Name;
        if (ground.Support(claim) < LeastSupport) return Fault.NotSupported;
        if (Negations.Differ(claim, ground)) return Fault.Negation;
        if (Modals.Differ(claim, ground)) return Fault.Modal;
        return Opposites.Differ(claim, ground) ? Fault.Opposite : null;
    }
}
