using System.Text.Json;

namespace SupportBot.Models.Prompts;

/// <summary>Reads what a model was to write in a given form.</summary>
internal static class ModelJson
{
    /// <param name="json">What the model said.</param>
    /// <param name="read">Reads it; may look for members and kinds that are not there.</param>
    /// <returns>Null where it does not have the form.</returns>
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
