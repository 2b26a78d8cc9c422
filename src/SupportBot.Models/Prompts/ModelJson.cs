using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportBot.Models.Prompts;

internal static partial class ModelJson
{
    // The reader may access missing members and wrong kinds. Returns null if the text does not have the expected
    // format.
    public static T? Read<T>(string json, Func<JsonElement, T?> read) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(Bare(json));
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return null;
        }
    }

    // Models that reason put that before the JSON, and some set the JSON as code.
    private static string Bare(string text)
    {
        var answer = text[(text.LastIndexOf("</think>", StringComparison.Ordinal) is >= 0 and var end ? end + 8 : 0)..];
        return Fence.Replace(answer, "");
    }

    [GeneratedRegex(@"^\s*```(?:json)?[ \t]*\n|\n\s*```\s*$")]
    private static partial Regex Fence { get; }
}
