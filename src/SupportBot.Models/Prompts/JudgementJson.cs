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
    public static Judgement? Read(string json) => ModelJson.Read(json, said => new Judgement(said.GetProperty("entailed").GetBoolean()));
}
