using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

internal static class Json
{
    /// <summary>A member's text; empty where it is missing or something else.</summary>
    public static string Text(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    /// <summary>The objects of a list; none where it is missing.</summary>
    public static List<JsonObject> Items(this JsonObject json, string name) =>
        [.. (json[name] as JsonArray ?? []).OfType<JsonObject>()];
}
