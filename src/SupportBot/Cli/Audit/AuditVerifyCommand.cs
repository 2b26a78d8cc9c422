using System.CommandLine;
using SupportBot.Core.Audit;

namespace SupportBot.Cli.Audit;

internal sealed class AuditVerifyCommand : ReportCommand
{
    private const int MaxFaults = 20;

    private readonly Option<string?> _against = CommonOptions.Text(
        "--against", "FILE", "Also compare with the signed end of an earlier export.");

    public AuditVerifyCommand() : base("verify", "Check that no record was changed, deleted, moved or cut off. "
        + "Exit code 0: none was; 1: some were; 2: a setting or a file is wrong.") => Add(_against);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var kept = arguments.GetValue(_against) is { } file ? AuditExport.ReadHead(file) : null;
        var verdict = await services.GetRequiredService<AuditVerifier>().VerifyAsync(kept, cancellationToken);
        return new(verdict, () => Show(verdict), verdict.Faults.Count == 0);
    }

    private static void Show(AuditVerdict verdict)
    {
        Terminal.WriteLine($"{verdict.Sealed} records in the chain, {verdict.Waiting} wait for their seal, "
            + $"{verdict.Erased} were erased.");
        if (verdict.VersionsGone > 0)
            Terminal.WriteLine(
                $"The text of {verdict.VersionsGone} document versions that records name is not there any more.");
        foreach (var fault in verdict.Faults.Take(MaxFaults))
        {
            var place = fault.Position is { } position ? $"Position {position}" : "Not sealed";
            Terminal.WriteLine($"{place}{(fault.RecordId is null ? "" : $", record {fault.RecordId}")}: {fault.What}");
        }
        if (verdict.Faults.Count > MaxFaults) Terminal.WriteLine($"… and {verdict.Faults.Count - MaxFaults} more.");
        Terminal.WriteLine(verdict.Faults.Count == 0 ? "The chain is whole." : "The audit was changed.");
    }
}
