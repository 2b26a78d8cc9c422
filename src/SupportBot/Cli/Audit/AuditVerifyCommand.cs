using System.CommandLine;
using SupportBot.Core.Audit;

namespace SupportBot.Cli.Audit;

/// <summary><c>supportbot audit verify</c>: was the audit changed?</summary>
internal sealed class AuditVerifyCommand : Command
{
    /// <summary>Of a chain that was rewritten, the first faults say enough.</summary>
    private const int MostShown = 20;

    private readonly Option<string?> _against = new("--against") { Description = "Also compare with the signed end of an earlier export.", HelpName = "FILE" };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public AuditVerifyCommand() : base("verify", "Check that no record was changed, deleted, moved or cut off. Exit code 0: none was; 1: some were; 2: a setting or a file is wrong.")
    {
        foreach (var option in (Option[])[_against, _data, _json]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var kept = arguments.GetValue(_against) is { } file ? AuditExport.ReadHead(file) : null;
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var verdict = await services.GetRequiredService<AuditVerifier>().VerifyAsync(kept, cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(verdict);
        else Show(verdict);
        return verdict.Faults.Count == 0 ? 0 : 1;
    }

    private static void Show(AuditVerdict verdict)
    {
        Terminal.WriteLine($"{verdict.Sealed} records in the chain, {verdict.Waiting} wait for their seal, {verdict.Erased} were erased.");
        if (verdict.VersionsGone > 0) Terminal.WriteLine($"The text of {verdict.VersionsGone} document versions that records name is not there any more.");
        foreach (var fault in verdict.Faults.Take(MostShown))
            Terminal.WriteLine($"{(fault.Position is { } position ? $"Position {position}" : "Not sealed")}{(fault.RecordId is null ? "" : $", record {fault.RecordId}")}: {fault.What}");
        if (verdict.Faults.Count > MostShown) Terminal.WriteLine($"… and {verdict.Faults.Count - MostShown} more.");
        Terminal.WriteLine(verdict.Faults.Count == 0 ? "The chain is whole." : "The audit was changed.");
    }
}
