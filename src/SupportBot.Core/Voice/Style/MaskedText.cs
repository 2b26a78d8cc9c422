using System.Text.RegularExpressions;
using SupportBot.Core.Language;

namespace SupportBot.Core.Voice.Style;

/// <summary>
/// Takes the topic out of a text: small words and punctuation stay, of other words the shape and the ending. What is
/// left tells who wrote it rather than what about.
/// </summary>
internal static partial class MaskedText
{
    /// <summary>Shorter words have no ending.</summary>
    private const int LeastLetters = 5;

    private const int EndingLetters = 2;

    /// <param name="prose">Without code and addresses.</param>
    /// <param name="language">Two-letter code.</param>
    public static IReadOnlyList<string> Tokens(string prose, string language)
    {
        var lexicon = Lexicon.Of(language);
        return [.. Token().Matches(prose).Select(match => match.Value switch
        {
            [var first, ..] word when char.IsLetter(first) => Word(word, lexicon),
            [>= '0' and <= '9', ..] => "0",
            var mark => mark,
        })];
    }

    private static string Word(string word, Lexicon lexicon)
    {
        var lower = word.Replace('’', '\'').ToLowerInvariant();
        if (lexicon.IsListedStop(lower) || lower.Contains('\'')) return lower;
        var shape = word.Skip(1).Any(char.IsUpper) ? "X" : char.IsUpper(word[0]) ? "Xx" : "x";
        return lower.Length < LeastLetters ? shape : $"{shape}-{lower[^EndingLetters..]}";
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}'’]*|\d[\d.,]*|\n{2,}|[^\s\w]", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
