using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Usage;

/// <summary>What a model's tokens cost.</summary>
/// <param name="Input">A million tokens sent.</param>
/// <param name="Output">A million tokens received.</param>
/// <param name="Of">The day of the prices.</param>
internal sealed record Prices(decimal Input, decimal Output, string Of)
{
    public ModelUsage Usage(int promptTokens, int completionTokens, bool isEstimated) =>
        new(promptTokens, completionTokens, Millionths(promptTokens, completionTokens) / 1_000_000m, Of, isEstimated);

    /// <summary>Prices are for a million tokens, so the cost in millionths is a plain product.</summary>
    public long Millionths(int promptTokens, int completionTokens) => (long)decimal.Ceiling(promptTokens * Input + completionTokens * Output);
}
