using System.Globalization;
using SupportBot.Core.Voice.Training;

namespace SupportBot.Voice;

// All checks of the accepted rows, and what training on them costs.
internal sealed class DatasetValidation(
    TrainingRowStore rows, RowChecks checks, DatasetFileWriter writer, DatasetOptions options)
{
    // Most models take no longer examples.
    private const int MostTokens = 16_000;

    public async Task<DatasetReport> CheckAsync(CancellationToken cancellationToken)
    {
        var accepted = await rows.ListAsync(RowState.Accepted, cancellationToken: cancellationToken);
        var split = DatasetSplit.Of(accepted, options.ValidationPercent);
        var counts = await rows.CountAsync(cancellationToken);
        var tokens = accepted.ToDictionary(row => row.Id, writer.TokensOf);
        return new DatasetReport(
            split, counts, split.Training.Sum(row => (long)tokens[row.Id]), tokens.Values.Sum(count => (long)count),
            Cost(split.Training.Sum(row => (long)tokens[row.Id])), options.Epochs,
            [.. accepted.SelectMany(checks.Check), .. DatasetChecks.Check(split), .. Sizes(tokens)]);
    }

    private TrainingCost? Cost(long tokens) => options.TrainingPrice == 0
        ? null
        : new TrainingCost(
            Math.Round(tokens * options.Epochs * options.TrainingPrice / 1_000_000, 4), options.PriceOf);

    private static IEnumerable<RowFinding> Sizes(Dictionary<string, int> tokens) =>
        tokens.Where(row => row.Value > MostTokens).Select(row => new RowFinding(
            row.Key, FindingLevel.Warning, "size",
            string.Create(CultureInfo.InvariantCulture,
                $"It has {row.Value} tokens; many models cut an example at {MostTokens}.")));
}

// Tokens are those of one epoch.
internal sealed record DatasetReport(
    DatasetSplit Split, IReadOnlyDictionary<RowState, long> Counts, long TrainingTokens, long AllTokens,
    TrainingCost? Cost, int Epochs, IReadOnlyList<RowFinding> Findings)
{
    public IReadOnlyList<RowFinding> Errors =>
        [.. Findings.Where(finding => finding.Level == FindingLevel.Error)];
}

// In the currency of the configured price.
internal sealed record TrainingCost(decimal Amount, string PriceOf);
