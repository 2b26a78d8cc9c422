using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SupportBot.BotFramework.Schema;

/// <summary>Buttons that a client shows until the next message.</summary>
public sealed class SuggestedActions
{
    /// <summary>Ids of those who shall see them; empty for all, and then written all the same: Microsoft's schemas require it.</summary>
    public IList<string>? To { get; set; }

    public IList<CardAction>? Actions { get; set; }

    /// <summary>Members that this class does not name.</summary>
    [JsonExtensionData]
    public JsonObject? Properties { get; set; }
}

/// <summary>A button, see <see cref="ActionTypes"/>.</summary>
public sealed class CardAction
{
    public string? Type { get; set; }

    public string? Title { get; set; }

    public string? Text { get; set; }

    public string? DisplayText { get; set; }

    public string? Image { get; set; }

    public JsonNode? Value { get; set; }

    /// <summary>Members that this class does not name.</summary>
    [JsonExtensionData]
    public JsonObject? Properties { get; set; }
}
