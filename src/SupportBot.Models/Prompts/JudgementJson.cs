using System.Text.Json;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Prompts;

/// <summary>The form in which a model judges a sentence.</summary>
internal static class JudgementJson
{
    public const string Schema =
        """
        {
          "type": "object",
          "properties": {
            "entailed": { "type": "boolean", "description": "Whether the passages say what the sentence claims." }
          },
          "required": ["entailed"],
          "additionalProperties": false
        }
        """;

    /// <returns>Null where it does not have the form.</returns>
    public static Judgement? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new Judgement(document.RootElement.GetProperty("entailed").GetBoolean());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
