using SupportBot.Diagnosis;

namespace SupportBot.Cli;

/// <summary>What <c>doctor --json</c> prints.</summary>
/// <param name="Healthy">Whether nothing is wrong.</param>
/// <param name="Findings">In the order of the report.</param>
internal sealed record DoctorJson(bool Healthy, IReadOnlyList<DoctorJson.FindingJson> Findings)
{
    public static DoctorJson Of(IReadOnlyList<DoctorFinding> findings) => new(
        findings.All(finding => finding.Outcome != Outcome.Wrong),
        [.. findings.Select(f => new FindingJson(f.Check, f.Outcome.ToString().ToLowerInvariant(), f.What, f.Fix, f.Setting))]);

    /// <param name="Check">What was looked at.</param>
    /// <param name="Outcome"><c>good</c>, <c>doubtful</c>, <c>wrong</c> or <c>skipped</c>.</param>
    /// <param name="What">What was found.</param>
    /// <param name="Mend">How to fix it, or null.</param>
    /// <param name="Setting">The setting that is wrong, or null.</param>
    internal sealed record FindingJson(string Check, string Outcome, string What, string? Mend, string? Setting);
}
