using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Prompts;

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

    public static Judgement? Read(string json) =>
        ModelJson.Read(json, said => new Judgement(said.GetProperty("entailed").GetBoolean()));
}
