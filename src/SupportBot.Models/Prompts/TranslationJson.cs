using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Prompts;

internal static class TranslationJson
{
    public const string Schema = """
        {
          "type": "object",
          "properties": {
            "translations": {
              "type": "array",
              "description": "Each text in the other language, in the same order.",
              "items": { "type": "string" }
            }
          },
          "required": ["translations"],
          "additionalProperties": false
        }
        """;

    public static Translation? Read(string json, int count) => ModelJson.Read(json, said =>
    {
        string[] texts = [.. said.GetProperty("translations").EnumerateArray().Select(text => text.GetString() ?? "")];
        return texts.Length == count ? new Translation(texts) : null;
    });
}
