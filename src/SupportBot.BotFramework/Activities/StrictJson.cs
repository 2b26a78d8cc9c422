using System.Text.Json;

namespace SupportBot.BotFramework.Activities;

/// <summary>
/// Refuses JSON that two readers could understand differently, before Newtonsoft.Json reads it: it takes duplicate
/// names, half surrogates, comments, trailing text and numbers beyond the range of its types.
/// </summary>
internal static class StrictJson
{
    private const int MaxDepth = 64;

    /// <summary>Checks a document.</summary>
    /// <param name="json">UTF-8.</param>
    /// <exception cref="JsonException">
    /// The text is no JSON, or is ambiguous; the message is fit for the sender.
    /// </exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    names.Push(new HashSet<string>(StringComparer.OrdinalIgnoreCase));
                    break;
                case JsonTokenType.EndObject:
                    names.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    if (!names.Peek().Add(Text(ref reader, json)))
                        throw Error(ref reader, json, "A member occurs twice.");
                    break;
                case JsonTokenType.String:
                    if (reader.ValueIsEscaped) Text(ref reader, json);
                    break;
                case JsonTokenType.Number:
                    if (!IsInRange(ref reader)) throw Error(ref reader, json, "A number is out of range.");
                    break;
            }
        }
    }

    private static bool IsInRange(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out _) || reader.TryGetDecimal(out _);

    /// <summary>An escape such as \uD800 alone is valid JSON but no text.</summary>
    private static string Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error(ref reader, json, "A text holds half a character.");
        }
    }

    private static JsonException Error(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string problem)
    {
        var before = json[..(int)reader.TokenStartIndex];
        return new JsonException(
            problem, null, before.Count((byte)'\n'), before.Length - (before.LastIndexOf((byte)'\n') + 1));
    }
}
