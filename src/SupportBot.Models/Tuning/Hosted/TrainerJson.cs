using System.Text.Json;

namespace SupportBot.Models.Tuning.Hosted;

// Reads what trainers send. Members may be missing, null or of another kind.
internal static class TrainerJson
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    public static JsonElement? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? Nothing : JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string ErrorOf(string body) =>
        Parse(body) is { } json && json.Member("error") is { } error ? error.Text("message") : "";

    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public static string Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public static double? Number(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
