using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Prompts;

/// <summary>The form in which a model gives a translation.</summary>
internal static class TranslationJson
{
    public const string Schema =
        """
        {
          "type": "object",
          "properties": {
            "translations": { "type": "array", "description": "Each text in the other language, in the same order.", "items": { "type": "string" } }
          },
          "required": ["translations"],
          "additionalProperties": false
        }
        """;

    /// <param name="json">What the model said.</param>
    /// <param name="count">How many texts there were.</param>
    /// <returns>Null where it does not have the form.</returns>
    public static Translation? Read(string json, int count) => ModelJson.Read(json, said =>
    {
        string[] texts = [.. said.GetProperty("translations").EnumerateArray().Select(text => text.GetString() ?? "")];
        return texts.Length == count ? new Translation(texts) : null;
    });
}
