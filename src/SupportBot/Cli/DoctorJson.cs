using SupportBot.Diagnosis;

namespace SupportBot.Cli;

/// <summary>What <c>doctor --json</c> prints.</summary>
/// <param name="Healthy">Whether nothing is wrong.</param>
/// <param name="Findings">In the order of the report.</param>
internal sealed record DoctorJson(bool Healthy, IReadOnlyList<DoctorJson.Line> Findings)
{
    public static DoctorJson Of(IReadOnlyList<Finding> findings) => new(
        findings.All(finding => finding.Outcome != Outcome.Wrong),
        [.. findings.Select(f => new Line(f.Check, f.Outcome.ToString().ToLowerInvariant(), f.What, f.Mend, f.Setting))]);

    /// <param name="Check">What was looked at.</param>
    /// <param name="Outcome"><c>good</c>, <c>doubtful</c>, <c>wrong</c> or <c>skipped</c>.</param>
    /// <param name="What">What was found.</param>
    /// <param name="Mend">How to mend it, or null.</param>
    /// <param name="Setting">The setting that is wrong, or null.</param>
    internal sealed record Line(string Check, string Outcome, string What, string? Mend, string? Setting);
}
