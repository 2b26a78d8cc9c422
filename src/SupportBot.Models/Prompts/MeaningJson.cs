using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Prompts;

internal static partial class MeaningJson
{
    public const string Schema = """
        {
          "type": "object",
          "properties": {
            "question": {
              "type": "string",
              "description": "The last message as one self-contained question, in its own language."
            },
            "language": { "type": "string", "description": "Two-letter code of the last message's language." },
            "intent": { "type": "string", "enum": ["question", "small_talk", "human", "out_of_scope", "abuse"] },
            "translations": {
              "type": "array",
              "description": "The question in each of the documents' languages but its own.",
              "items": {
                "type": "object",
                "properties": {
                  "language": { "type": "string", "description": "Two-letter code." },
                  "question": { "type": "string" }
                },
                "required": ["language", "question"],
                "additionalProperties": false
              }
            }
          },
          "required": ["question", "language", "intent", "translations"],
          "additionalProperties": false
        }
        """;

    // The maximum length of a message.
    private const int LongestQuestion = 2000;

    public static Meaning? Read(string json) => ModelJson.Read(json, said =>
        ReadQuestion(said) is var (language, question) && IntentOf(said.GetProperty("intent").GetString()) is { } intent
            ? new Meaning(question, language, intent) { Translations = Translations(said) }
            : null);

    private static (string Language, string Question)? ReadQuestion(JsonElement from)
    {
        var question = Blanks.Replace(from.GetProperty("question").GetString() ?? "", " ").Trim();
        var language = from.GetProperty("language").GetString() ?? "";
        return question.Length is > 0 and <= LongestQuestion && Code.IsMatch(language) ? (language, question) : null;
    }

    private static Dictionary<string, string> Translations(JsonElement meaning)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!meaning.TryGetProperty("translations", out var translations)) return read;
        foreach (var translation in translations.EnumerateArray())
            if (ReadQuestion(translation) is var (language, question)) read.TryAdd(language, question);
        return read;
    }

    private static Intent? IntentOf(string? name) => name switch
    {
        "question" => Intent.Question,
        "small_talk" => Intent.SmallTalk,
        "human" => Intent.Human,
        "out_of_scope" => Intent.OutOfScope,
        "abuse" => Intent.Abuse,
        _ => null,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks { get; }

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex Code { get; }
}
