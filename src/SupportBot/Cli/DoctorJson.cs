using SupportBot.Diagnosis;

namespace SupportBot.Cli;

internal sealed record DoctorJson(bool Healthy, IReadOnlyList<DoctorJson.FindingJson> Findings)
{
    public static DoctorJson Of(IReadOnlyList<DoctorFinding> findings) => new(
        findings.All(finding => finding.Outcome != Outcome.Wrong),
        [.. findings.Select(
            f => new FindingJson(f.Check, f.Outcome.ToString().ToLowerInvariant(), f.What, f.Fix, f.Setting))]);

    // Outcome is "good", "doubtful", "wrong" or "skipped".
    internal sealed record FindingJson(string Check, string Outcome, string What, string? Mend, string? Setting);
}
