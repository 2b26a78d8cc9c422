using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Usage;

// Prices per million tokens, and the date they are from.
internal sealed record Prices(decimal Input, decimal Output, string Of)
{
    public ModelUsage Usage(int promptTokens, int completionTokens, bool isEstimated) =>
        new(promptTokens, completionTokens, Millionths(promptTokens, completionTokens) / 1_000_000m, Of, isEstimated);

    // Prices are per million tokens, so the cost in millionths is a plain product.
    public long Millionths(int promptTokens, int completionTokens) =>
        (long)decimal.Ceiling(promptTokens * Input + completionTokens * Output);
}
