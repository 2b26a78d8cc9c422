using Newtonsoft.Json.Linq;

namespace SupportBot.BotFramework.Activities;

/// <summary>
/// Reads members of JSON of unknown shape, such as <c>channelData</c>. A member that is missing or has another type
/// reads as null.
/// </summary>
public static class JsonMembers
{
    /// <summary>Gets a member of an object, by name in any casing.</summary>
    public static object? Member(this object? json, string name) =>
        (json as JObject)?.GetValue(name, StringComparison.OrdinalIgnoreCase) is { Type: not JTokenType.Null } member
            ? member
            : null;

    /// <summary>Gets a string member of an object, by name in any casing.</summary>
    public static string? Text(this object? json, string name) => AsText(json.Member(name));

    /// <summary>Gets the value if it is a string.</summary>
    public static string? AsText(this object? json) => json switch
    {
        string text => text,
        JValue { Type: JTokenType.String, Value: string text } => text,
        _ => null,
    };
}
