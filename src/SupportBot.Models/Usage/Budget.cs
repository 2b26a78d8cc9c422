namespace SupportBot.Models.Usage;

/// <summary>What of a day's caps is taken.</summary>
/// <param name="Tokens">Sent and received, all models together.</param>
/// <param name="MostTokens">The cap on them; 0 for none.</param>
/// <param name="Cost">In the prices' currency.</param>
/// <param name="MostCost">The cap on it; 0 for none.</param>
public sealed record Budget(long Tokens, long MostTokens, decimal Cost, decimal MostCost)
{
    /// <param name="options">The caps.</param>
    /// <param name="today">What was taken today, by model.</param>
    public static Budget Of(ModelsOptions options, IEnumerable<ModelDay> today) =>
        today.Aggregate(
            new Budget(0, options.DailyTokens, 0, options.DailyCost),
            (budget, day) => budget with { Tokens = budget.Tokens + day.Tokens, Cost = budget.Cost + day.Cost });

    /// <summary>The share of the tighter cap that is taken: 0 for nothing, and if there is no cap; 1 for all.</summary>
    public double Taken =>
        Math.Max(MostTokens == 0 ? 0 : (double)Tokens / MostTokens, MostCost == 0 ? 0 : (double)(Cost / MostCost));
}
