using System.CommandLine;
using SupportBot.Core.Voice.Training;
using SupportBot.Voice;

namespace SupportBot.Cli.Voice;

internal sealed class VoiceValidateCommand : ReportCommand
{
    public VoiceValidateCommand() : base("validate",
        "Check the accepted training rows: facts, voice, personal data, duplicates, leakage, size and cost. "
        + "Exit code 0: they can be exported; 1: something must be mended; 2: a setting is wrong.")
    {
    }

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var report = await services.GetRequiredService<DatasetValidation>().CheckAsync(cancellationToken);
        return new(Json(report), () => Show(report), report.Errors.Count == 0);
    }

    private static object Json(DatasetReport report) => new
    {
        dataset = report.Split.Hash,
        rows = new
        {
            accepted = Count(report, RowState.Accepted),
            proposed = Count(report, RowState.Proposed),
            rejected = Count(report, RowState.Rejected),
            training = report.Split.Training.Count,
            validation = report.Split.Validation.Count,
        },
        tokens = new { report.TrainingTokens, report.AllTokens },
        report.Cost,
        errors = report.Errors.Count,
        findings = report.Findings.Select(RowText.Json),
    };

    private static void Show(DatasetReport report)
    {
        foreach (var finding in report.Findings.OrderByDescending(finding => finding.Level))
            Terminal.WriteLine(RowText.Of(finding));
        Terminal.WriteLine($"{Count(report, RowState.Accepted)} rows accepted, "
            + $"{Count(report, RowState.Proposed)} wait for review, {Count(report, RowState.Rejected)} rejected.");
        Terminal.WriteLine($"Training: {report.Split.Training.Count} rows, {report.TrainingTokens} tokens. "
            + $"Validation: {report.Split.Validation.Count} rows.");
        Terminal.WriteLine(report.Cost is { Price: { } price } cost
            ? $"Training {cost.Epochs} epochs costs about {price:0.00##} by the prices of {cost.PricesOf}."
            : $"Cost not estimated: set Tuning:TrainingPrice and Tuning:PricesOf.");
        Terminal.WriteLine(report.Errors.Count == 0
            ? "Nothing must be mended. Export them: supportbot voice export --out FILE"
            : $"{report.Errors.Count} errors. Edit or reject these rows, then validate again.");
    }

    private static long Count(DatasetReport report, RowState state) => report.Counts.GetValueOrDefault(state);
}
