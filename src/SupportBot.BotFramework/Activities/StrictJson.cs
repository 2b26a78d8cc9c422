using System.Text.Json;

namespace SupportBot.BotFramework.Activities;

// Rejects JSON that two parsers could read differently, before Newtonsoft.Json reads it, which accepts duplicate
// names, unpaired surrogates, comments, trailing text and numbers out of range. Messages are for the sender.
internal static class StrictJson
{
    private const int MaxDepth = 64;

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

    // An unpaired escape such as \uD800 is valid JSON but not valid text.
    private static string Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error(ref reader, json, "A string contains an unpaired surrogate.");
        }
    }

    private static JsonException Error(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string problem)
    {
        var before = json[..(int)reader.TokenStartIndex];
        return new JsonException(
            problem, null, before.Count((byte)'\n'), before.Length - (before.LastIndexOf((byte)'\n') + 1));
    }
}
