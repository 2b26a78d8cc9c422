using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SupportBot.BotFramework.Schema;

/// <summary>Metadata of an activity: its type and whatever members that type has.</summary>
public sealed class Entity
{
    public string? Type { get; set; }

    /// <summary>All members but the type.</summary>
    [JsonExtensionData]
    public JsonObject? Properties { get; set; }
}
