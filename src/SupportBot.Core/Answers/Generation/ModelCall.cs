using System.Text.Json.Serialization;

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

    /// <summary>What the server's content filter found, whether or not it stopped the call.</summary>
    public IReadOnlyList<FilterFinding> Filtered { get; init; } = [];
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

/// <summary>One thing that a server's content filter found.</summary>
/// <param name="Text">The text in which it was found.</param>
/// <param name="Category">As the server names it, such as <c>violence</c> or <c>jailbreak</c>.</param>
/// <param name="Severity"><c>low</c>, <c>medium</c> or <c>high</c>; empty where the category has no severity.</param>
/// <param name="IsStopped">Whether the filter stopped the call for it.</param>
public sealed record FilterFinding(FilteredText Text, string Category, string Severity, bool IsStopped);

/// <summary>A text that a content filter reads.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FilteredText>))]
public enum FilteredText
{
    /// <summary>What was sent to the model.</summary>
    Prompt,

    /// <summary>What the model wrote.</summary>
    Answer,
}
