namespace SupportBot.Models.Tuning;

/// <summary>What a training costs by the configured prices.</summary>
/// <param name="Tokens">Tokens that are trained on, over all epochs.</param>
/// <param name="Epochs">Epochs; an assumption where the trainer chooses.</param>
/// <param name="IsAssumed">Whether the number of epochs is an assumption.</param>
/// <param name="Price">In the prices' currency; null without a price.</param>
/// <param name="PricesOf">The day of the prices; empty without a price.</param>
public sealed record TuningCost(long Tokens, int Epochs, bool IsAssumed, decimal? Price, string PricesOf)
{
    // What trainers choose for some hundred rows.
    private const int AssumedEpochs = 3;

    /// <summary>The cost of training on a file.</summary>
    public static TuningCost Of(TuningFile training, TuningOptions options) => Of(training.Tokens, options);

    /// <summary>The cost of training on rows that have so many tokens together.</summary>
    public static TuningCost Of(long tokensOfEpoch, TuningOptions options)
    {
        var epochs = options.Epochs > 0 ? options.Epochs : AssumedEpochs;
        var tokens = tokensOfEpoch * epochs;
        return new TuningCost(
            tokens, epochs, options.Epochs == 0,
            options.TrainingPrice > 0 ? tokens * options.TrainingPrice / 1_000_000m : null,
            options.TrainingPrice > 0 ? options.PricesOf : "");
    }
}
