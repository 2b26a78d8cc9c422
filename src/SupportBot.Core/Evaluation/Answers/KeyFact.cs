using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>
/// A fact that a correct answer states, in one of several wordings: in JSON <c>"12 characters"</c> or <c>["12
/// characters", "twelve characters"]</c>.
/// </summary>
/// <param name="Wordings">At least one, with at least one word.</param>
[JsonConverter(typeof(KeyFactJson))]
public sealed partial record KeyFact(IReadOnlyList<string> Wordings)
{
    private const string Unspaced = @"\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}";

    private static readonly string[] NumberWords =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    private static readonly string[] GermanNumberWords =
        ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];

    /// <summary>
    /// Whether a text has one of the wordings, word for word; case, punctuation, markers and how numbers are written do
    /// not matter.
    /// </summary>
    public bool IsIn(string text)
    {
        var words = Plain(text);
        return Wordings.Any(wording => words.Contains(Plain(wording), StringComparison.Ordinal));
    }

    public override string ToString() => string.Join(" / ", Wordings);

    internal static bool HasWords(string wording) => Plain(wording).Length > 2;

    // The words with one space around each.
    internal static string Plain(string text)
    {
        var digits = DecimalComma().Replace(Thousands().Replace(Marker().Replace(text, " "), ""), ".");
        return $" {string.Join(' ', Word().Matches(digits.ToLowerInvariant()).Select(word => Number(word.Value)))} ";
    }

    private static string Number(string word) =>
        Math.Max(Array.IndexOf(NumberWords, word), Array.IndexOf(GermanNumberWords, word)) is >= 0 and var number
            ? $"{number}"
            : word;

    [GeneratedRegex(@"\[\d{1,3}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    // 1,000 and 1.000 and 1 000 with a no-break space.
    [GeneratedRegex(@"(?<=\d)[,.'\u00a0\u202f](?=\d{3}(?!\d))", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"(?<=\d),(?=\d)", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalComma();

    // "20MB" is two words, like "20 MB". In scripts without spaces each letter is one.
    [GeneratedRegex(
        $@"\d+(\.\d+)*|[{Unspaced}]|\p{{L}}[\p{{L}}\p{{M}}\d-[{Unspaced}]]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

// A string, or an array of strings.
internal sealed class KeyFactJson : JsonConverter<KeyFact>
{
    public override KeyFact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string[]? wordings = reader.TokenType == JsonTokenType.String
            ? [reader.GetString()!]
            : JsonSerializer.Deserialize<string[]>(ref reader, options);
        return wordings is { Length: > 0 } && wordings.All(wording => wording is not null && KeyFact.HasWords(wording))
            ? new KeyFact(wordings)
            : throw new JsonException("A fact is a text, or an array of wordings, each with a word.");
    }

    public override void Write(Utf8JsonWriter writer, KeyFact value, JsonSerializerOptions options)
    {
        if (value.Wordings is [var only]) writer.WriteStringValue(only);
        else JsonSerializer.Serialize(writer, value.Wordings, options);
    }
}
