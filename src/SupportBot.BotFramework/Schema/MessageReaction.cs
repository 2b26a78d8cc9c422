using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SupportBot.BotFramework.Schema;

/// <summary>What somebody thinks of a message, shown beside it.</summary>
public sealed class MessageReaction
{
    /// <summary>Such as <c>like</c> or <c>heart</c>; channels have more, and new ones come.</summary>
    public string? Type { get; set; }

    /// <summary>Members that this class does not name.</summary>
    [JsonExtensionData]
    public JsonObject? Properties { get; set; }
}
