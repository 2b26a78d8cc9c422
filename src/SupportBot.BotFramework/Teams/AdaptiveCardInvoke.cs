using System.Text.Json.Nodes;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Teams;

/// <summary>A click on an <c>Action.Execute</c> of an Adaptive Card.</summary>
/// <param name="Verb">The action's verb; empty for none.</param>
/// <param name="ActionId">The action's id; null for none.</param>
/// <param name="Data">The action's data together with the card's inputs; null for none.</param>
/// <param name="Trigger"><c>manual</c>, or <c>automatic</c> for a card that refreshes itself.</param>
public sealed record AdaptiveCardInvokeValue(string Verb, string? ActionId, JsonNode? Data, string? Trigger)
{
    /// <summary>Reads an invoke's value; null where it is no <c>Action.Execute</c>.</summary>
    public static AdaptiveCardInvokeValue? Read(JsonNode? value)
    {
        var action = value.Member("action");
        return action.Text("type") == "Action.Execute"
            ? new AdaptiveCardInvokeValue(action.Text("verb") ?? "", action.Text("id"), action.Member("data"), value.Text("trigger"))
            : null;
    }
}

/// <summary>The answer to a card: always HTTP 200 with this as its body.</summary>
/// <param name="StatusCode">200, or what went wrong as an HTTP status.</param>
/// <param name="Type">What <paramref name="Value"/> is, see <see cref="AdaptiveCardResponseTypes"/>.</param>
/// <param name="Value">A card, a text, or an error.</param>
public sealed record AdaptiveCardInvokeResponse(int StatusCode, string Type, JsonNode? Value)
{
    /// <summary>Replaces the card, for whoever clicked.</summary>
    public static AdaptiveCardInvokeResponse Card(JsonNode card) => new(200, AdaptiveCardResponseTypes.Card, card);

    /// <summary>Shows a short text beside the card.</summary>
    public static AdaptiveCardInvokeResponse Message(string text) => new(200, AdaptiveCardResponseTypes.Message, text);

    /// <summary>Says that it failed.</summary>
    /// <param name="statusCode">400 and above.</param>
    /// <param name="code">Stable, for the client.</param>
    /// <param name="message">For whoever clicked.</param>
    public static AdaptiveCardInvokeResponse Error(int statusCode, string code, string message) =>
        new(statusCode, AdaptiveCardResponseTypes.Error, new JsonObject { ["code"] = code, ["message"] = message });

    /// <summary>The response as it goes over the wire.</summary>
    public InvokeResponse ToInvokeResponse() =>
        new(200, new JsonObject { ["statusCode"] = StatusCode, ["type"] = Type, ["value"] = Value?.DeepClone() });
}

/// <summary>Values of <see cref="AdaptiveCardInvokeResponse.Type"/>.</summary>
public static class AdaptiveCardResponseTypes
{
    public const string Card = "application/vnd.microsoft.card.adaptive";
    public const string Message = "application/vnd.microsoft.activity.message";
    public const string Error = "application/vnd.microsoft.error";
    public const string LoginRequest = "application/vnd.microsoft.activity.loginRequest";
    public const string IncorrectAuthCode = "application/vnd.microsoft.error.incorrectAuthCode";
    public const string PreconditionFailed = "application/vnd.microsoft.error.preconditionFailed";
}
