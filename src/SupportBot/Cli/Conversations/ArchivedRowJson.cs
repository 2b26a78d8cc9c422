using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Conversations;

// Column names in camel case, times in ISO 8601, JSON columns as JSON, and bytes in base64.
internal static class ArchivedRowJson
{
    public static JsonObject Of(ArchivedRow row) => new(row.Columns
        .Where(column => column.Key != "brand")
        .Select(column => KeyValuePair.Create(Name(column.Key), Value(column.Key, column.Value))));

    private static JsonNode? Value(string column, object? value) => (column, value) switch
    {
        ("json" or "answer" or "content", string json) => JsonNode.Parse(json),
        (_, long time) when column.EndsWith("_at", StringComparison.Ordinal) => JsonTime.Of(time),
        _ => JsonSerializer.SerializeToNode(value),
    };

    private static string Name(string column) =>
        string.Concat(
            column.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
