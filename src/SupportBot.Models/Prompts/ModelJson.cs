using System.Text.Json;

namespace SupportBot.Models.Prompts;

internal static class ModelJson
{
    // The reader may access missing members and wrong kinds. Returns null if the text does not have the expected
    // format.
    public static T? Read<T>(string json, Func<JsonElement, T?> read) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
