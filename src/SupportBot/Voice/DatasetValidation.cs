using System.Globalization;
using SupportBot.Core.Voice.Training;
using SupportBot.Models.Tuning;

namespace SupportBot.Voice;

// All checks of the accepted rows, and what training on them costs.
internal sealed class DatasetValidation(
    TrainingRowStore rows, RowChecks checks, DatasetFileWriter writer, DatasetOptions options, TuningOptions tuning)
{
    // Most models take no longer examples.
    private const int MostTokens = 16_000;

    public async Task<DatasetReport> CheckAsync(CancellationToken cancellationToken)
    {
        var accepted = await rows.ListAsync(RowState.Accepted, cancellationToken: cancellationToken);
        var split = DatasetSplit.Of(accepted, options.ValidationPercent);
        var counts = await rows.CountAsync(cancellationToken);
        var tokens = accepted.ToDictionary(row => row.Id, writer.TokensOf);
        var training = split.Training.Sum(row => (long)tokens[row.Id]);
        return new DatasetReport(
            split, counts, training, tokens.Values.Sum(count => (long)count), TuningCost.Of(training, tuning),
            [.. accepted.SelectMany(checks.Check), .. DatasetChecks.Check(split), .. Sizes(tokens)]);
    }

    private static IEnumerable<RowFinding> Sizes(Dictionary<string, int> tokens) =>
        tokens.Where(row => row.Value > MostTokens).Select(row => new RowFinding(
            row.Key, FindingLevel.Warning, "size",
            string.Create(CultureInfo.InvariantCulture,
                $"It has {row.Value} tokens; many models cut an example at {MostTokens}.")));
}

// Tokens are those of one epoch.
internal sealed record DatasetReport(
    DatasetSplit Split, IReadOnlyDictionary<RowState, long> Counts, long TrainingTokens, long AllTokens,
    TuningCost Cost, IReadOnlyList<RowFinding> Findings)
{
    public IReadOnlyList<RowFinding> Errors =>
        [.. Findings.Where(finding => finding.Level == FindingLevel.Error)];
}
