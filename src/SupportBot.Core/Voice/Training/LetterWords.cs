using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SupportBot.Core.Language;

namespace SupportBot.Core.Voice.Training;

/// <summary>How people of a language begin and end a message: <c>Language/{language}/letters.txt</c>.</summary>
internal sealed class LetterWords
{
    // What stands behind a greeting, which is a name or two.
    private const int LongestName = 60;

    private static readonly FrozenDictionary<string, LetterWords> All =
        new[] { "en", "de" }.ToFrozenDictionary(language => language, language => new LetterWords(language));

    private LetterWords(string language)
    {
        var sections = WordFile.Read($"{language}/letters.txt");
        Greeting = Any($@"^(?:{Either(sections["greetings"])})\b[^\n.!?:]{{0,{LongestName}}}[,!.]?[ \t]*$");
        Closing = Any($@"^(?:{Either(sections["closings"])})\b[,!.]?(?:[ \t]*\n+[^\n.!?:]{{1,{LongestName}}})?\s*\z");
        Introduction = new Regex(
            $@"\b(?i:{Either(sections["introductions"])})\s+(?<name>\p{{Lu}}[\p{{L}}'’-]+(?:\s\p{{Lu}}[\p{{L}}'’-]+)?)",
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>A line that is only a greeting.</summary>
    public Regex Greeting { get; }

    /// <summary>The closing of a message, with the name below it.</summary>
    public Regex Closing { get; }

    /// <summary>Somebody says their <c>name</c>.</summary>
    public Regex Introduction { get; }

    /// <summary>Of a language that has them, else the English ones.</summary>
    public static LetterWords Of(string language) => All.GetValueOrDefault(language, All["en"]);

    private static string Either(IReadOnlyList<string> phrases) =>
        string.Join('|', phrases.OrderByDescending(phrase => phrase.Length).Select(Regex.Escape));

    private static Regex Any(string pattern) => new(
        pattern, RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant
            | RegexOptions.NonBacktracking);
}
