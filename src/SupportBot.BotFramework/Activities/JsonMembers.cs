using Newtonsoft.Json.Linq;

namespace SupportBot.BotFramework.Activities;

/// <summary>
/// Reads members of JSON of unknown shape, such as <c>channelData</c>: what is missing, or has another type, is null.
/// </summary>
public static class JsonMembers
{
    /// <summary>The member of an object.</summary>
    public static object? Member(this object? json, string name) =>
        (json as JObject)?.GetValue(name, StringComparison.OrdinalIgnoreCase) is { Type: not JTokenType.Null } member
            ? member
            : null;

    /// <summary>The member of an object, where it is a string.</summary>
    public static string? Text(this object? json, string name) => AsText(json.Member(name));

    /// <summary>A value, where it is a string.</summary>
    public static string? AsText(this object? json) => json switch
    {
        string text => text,
        JValue { Type: JTokenType.String, Value: string text } => text,
        _ => null,
    };
}
