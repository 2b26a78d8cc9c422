using System.Text.Json;
using System.Text.RegularExpressions;
using OpenAI.Chat;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Chat;

// Reads content filter results from JSON, since the client throws on the result of a failed filter.
internal static partial class ContentFilter
{
    private static readonly string[] Severities = ["low", "medium", "high"];

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    public static IEnumerable<FilterFinding> OfPrompt(StreamingChatCompletionUpdate update) =>
        update.Patch.TryGetJson("$.prompt_filter_results[0].content_filter_results"u8, out var json)
            ? Read(FilteredText.Prompt, JsonElement.Parse(json.Span))
            : [];

    public static IEnumerable<FilterFinding> OfAnswer(StreamingChatCompletionUpdate update) =>
        update.Patch.TryGetJson("$.choices[0].content_filter_results"u8, out var json)
            ? Read(FilteredText.Answer, JsonElement.Parse(json.Span))
            : [];

    // The body of an error response; can be anything.
    public static IEnumerable<FilterFinding> OfError(string? error)
    {
        try
        {
            if (string.IsNullOrEmpty(error)) return [];
            var inner = JsonElement.Parse(error).GetProperty("error").GetProperty("innererror");
            return Read(FilteredText.Prompt, inner.GetProperty("content_filter_result"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }

    private static IEnumerable<FilterFinding> Read(FilteredText text, JsonElement results) =>
        from result in (results.ValueKind == JsonValueKind.Object ? results : Nothing).EnumerateObject()
        where result.Value.ValueKind == JsonValueKind.Object && CategoryForm.IsMatch(result.Name)
        let isStopped = IsTrue(result.Value, "filtered")
        let severity = Severity(result.Value)
        where isStopped || severity.Length > 0 || IsTrue(result.Value, "detected")
        select new FilterFinding(text, result.Name, severity, isStopped);

    private static bool IsTrue(JsonElement result, string name) =>
        result.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string Severity(JsonElement result) =>
        result.TryGetProperty("severity", out var value) && value.ValueKind == JsonValueKind.String
            ? Severities.FirstOrDefault(value.ValueEquals) ?? ""
            : "";

    [GeneratedRegex("^[a-z_]{1,40}$")]
    private static partial Regex CategoryForm { get; }
}
