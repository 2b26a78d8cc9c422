using System.Text.Json.Serialization;

namespace SupportBot.Core.Answers.Generation;

/// <summary>What kept a language model from answering.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelFault>))]
public enum ModelFault
{
    /// <summary>It asks us to slow down (429), and still did after our retries.</summary>
    RateLimited,

    /// <summary>It cannot be reached, or fails on its side (5xx), and still did after our retries.</summary>
    Unavailable,

    /// <summary>The first token, the next token or the end did not come in time.</summary>
    TimedOut,

    /// <summary>Its content filter stopped the question or the answer.</summary>
    ContentFilter,

    /// <summary>What it sent cannot be read, or ended before its end.</summary>
    Broken,

    /// <summary>The answer reached the limit of tokens before its end.</summary>
    CutShort,

    /// <summary>
    /// It does not take our request: the key, the identity, the model's name or a parameter is wrong. Only the operator
    /// can mend it.
    /// </summary>
    Refused,

    /// <summary>The day's tokens or money are spent; nothing was sent.</summary>
    OverBudget,
}

/// <summary>Why a language model gave no whole answer.</summary>
/// <param name="Fault">What sort of failure it is.</param>
/// <param name="Reason">
/// For the log and the operator, to stand after "the model": without the key, and without any text of customers,
/// documents or the model.
/// </param>
public sealed record ModelFailure(ModelFault Fault, string Reason);
