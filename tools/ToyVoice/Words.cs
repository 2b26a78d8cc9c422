using System.Text.RegularExpressions;

namespace ToyVoice;

/// <summary>A word, a mark or a locked slot of a text, with the blanks behind it.</summary>
/// <param name="Text">As it stands in the text.</param>
/// <param name="Blanks">What follows it.</param>
/// <param name="IsLocked">Code, an address, a number, a mark of a source, bold text: never changed.</param>
internal sealed record Word(string Text, string Blanks, bool IsLocked)
{
    /// <summary>What the model sees: a locked slot is only that.</summary>
    public string Key => IsLocked ? "<slot>" : Text.ToLowerInvariant();
}

internal static partial class Words
{
    public static IReadOnlyList<Word> Of(string text) =>
        [.. Pattern().Matches(text).Select(match => new Word(
            match.Groups["word"].Value, match.Groups["blanks"].Value, match.Groups["slot"].Success))];

    public static string Join(IEnumerable<Word> words) =>
        string.Concat(words.Select(word => word.Text + word.Blanks)).Trim();

    /// <summary>Sentences of a passage; lines of lists, code and tables are left out.</summary>
    public static IEnumerable<string> SentencesOf(string passage) =>
        passage.Split('\n').Where(line => line.Length > 0 && char.IsUpper(line[0]))
            .SelectMany(line => SentenceEnd().Split(line)).Select(sentence => sentence.Trim())
            .Where(sentence => sentence.Length is > 20 and < 300 && sentence[^1] == '.');

    [GeneratedRegex(
        @"(?<word>(?<slot>`[^`]*`|\*\*[^*]*\*\*|\[[^\]]*\](\([^)]*\))?|https?://\S+|[\w.:/-]*\d[\w.:/-]*)"
            + @"|[\p{L}'’-]+|\S)(?<blanks>\s*)",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=\p{Lu})")]
    private static partial Regex SentenceEnd();
}
