using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Schema;

/// <summary>Reads members of JSON whose shape nobody vouches for: what is missing, or is something else, is null.</summary>
public static class JsonMembers
{
    /// <summary>The member of an object.</summary>
    public static JsonNode? Member(this JsonNode? node, string name) =>
        node is JsonObject members && members.TryGetPropertyValue(name, out var member) ? member : null;

    /// <summary>The member of an object, where it is a string.</summary>
    public static string? Text(this JsonNode? node, string name) =>
        node.Member(name) is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
