using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Prompts;

internal static class JudgementJson
{
    public const string Schema =
        """
        {
          "type": "object",
          "properties": {
            "judgements": {
              "type": "array",
              "description": "One of each sentence, in their order.",
              "items": {
                "type": "object",
                "properties": {
                  "sentence": { "type": "integer", "description": "Its number." },
                  "entailed": { "type": "boolean", "description": "Whether its passages say what it claims." }
                },
                "required": ["sentence", "entailed"],
                "additionalProperties": false
              }
            }
          },
          "required": ["judgements"],
          "additionalProperties": false
        }
        """;

    // Returns null unless each sentence has exactly one judgement, in order, so that none is taken for another.
    public static Judgement? Read(string json, int count) => ModelJson.Read(json, said =>
    {
        var judgements = said.GetProperty("judgements").EnumerateArray()
            .Select(one => (
                Sentence: one.GetProperty("sentence").GetInt32(), IsEntailed: one.GetProperty("entailed").GetBoolean()))
            .ToList();
        return judgements.Select(one => one.Sentence).SequenceEqual(Enumerable.Range(1, count))
            ? new Judgement([.. judgements.Select(one => one.IsEntailed)])
            : null;
    });
}
