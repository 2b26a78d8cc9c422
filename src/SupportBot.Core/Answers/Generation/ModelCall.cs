namespace SupportBot.Core.Answers.Generation;

/// <summary>One call of a language model, as an audit needs it.</summary>
/// <param name="PromptVersion">Hash of the prompt file that was used.</param>
/// <param name="Deployment">The model or deployment that was asked for.</param>
/// <param name="Model">The model that says it answered; empty where the server does not tell.</param>
/// <param name="Usage">What it took.</param>
public sealed record ModelCall(string PromptVersion, string Deployment, string Model, ModelUsage Usage)
{
    /// <summary>What kept it from a whole answer; null where it gave one.</summary>
    public ModelFailure? Failure { get; init; }
}

/// <summary>Tokens and money that a call took.</summary>
/// <param name="PromptTokens">Tokens sent.</param>
/// <param name="CompletionTokens">Tokens received.</param>
/// <param name="Cost">In the currency of the configured prices; 0 where none are set.</param>
/// <param name="PricesOf">The day of the prices, as <c>2026-11-01</c>; empty where none are set.</param>
/// <param name="IsEstimated">The server did not tell: the tokens were counted here.</param>
public sealed record ModelUsage(int PromptTokens, int CompletionTokens, decimal Cost, string PricesOf, bool IsEstimated)
{
    /// <summary>Nothing was sent.</summary>
    public static ModelUsage None { get; } = new(0, 0, 0, "", false);
}
