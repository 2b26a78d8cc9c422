using System.Text;
using System.Text.Json;

namespace SupportBot.Documents.Headers;

internal static class JsonHeader
{
    private static readonly JsonReaderOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static HeaderSyntax Read(string json, out int length)
    {
        length = 0;
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, Lenient);
        try
        {
            var entries = Entries(ref reader, bytes);
            length = Encoding.UTF8.GetCharCount(bytes, 0, (int)reader.BytesConsumed);
            return new HeaderSyntax.Entries(entries);
        }
        catch (JsonException e)
        {
            return new HeaderSyntax.Invalid((int)(e.LineNumber ?? 0) + 1, e.Message.Split(". ")[0].TrimEnd('.'));
        }
    }

    private static List<HeaderEntry> Entries(ref Utf8JsonReader reader, byte[] bytes)
    {
        var entries = new List<HeaderEntry>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0) break;
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            var (key, depth, at) = (reader.GetString()!, reader.CurrentDepth, (int)reader.TokenStartIndex);
            reader.Read();
            entries.Add(new(key, Value(ref reader), depth, bytes.AsSpan(0, at).Count((byte)'\n') + 1));
        }
        return entries;
    }

    private static string? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.StartObject or JsonTokenType.StartArray => null,
        _ => "",
    };
}
