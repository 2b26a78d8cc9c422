using System.Globalization;
using System.Text;

namespace SupportBot.Core.Language;

/// <summary>A word as it stands in a text.</summary>
/// <param name="Text">As written, without the possessive.</param>
/// <param name="Lower">In lower case; of the scripts of East Asia also in one width.</param>
/// <param name="OpensSentence">It is the first of its sentence, where a capital says nothing.</param>
/// <param name="Start">Where it stands in the text.</param>
internal readonly record struct Word(string Text, string Lower, bool OpensSentence, int Start)
{
    /// <summary>
    /// A number, an abbreviation, a word with capitals inside, or (where nouns are not all capitalised) one with a
    /// capital.
    /// </summary>
    public bool IsName(string language) =>
        Text.Any(char.IsDigit) || Text.Skip(1).Any(char.IsUpper)
            || (language != "de" && !OpensSentence && char.IsUpper(Text[0]));
}

/// <summary>
/// Takes texts apart into words: runs of letters and digits, with an apostrophe inside. In the scripts of East Asia a
/// run of Katakana is a word, since it mostly writes one foreign word. Of Han, Hiragana and Hangul every two neighbours
/// are one, as in the search engines' analyzer; a single Han letter takes the Hiragana behind it along, being the stem
/// of a verb.
/// </summary>
internal static class Words
{
    /// <summary>Longer Katakana words are written with or without the mark of a long vowel at their end.</summary>
    private const int LongKatakana = 4;

    public static List<Word> Of(string text)
    {
        var words = new List<Word>();
        foreach (var run in Runs(text))
        {
            if (run.Script is Script.Spaced or Script.Katakana) words.Add(Make(text, run.Start, run.End, run));
            else AddPairs(words, text, run);
        }
        return words;
    }

    /// <summary>
    /// The words of scripts with spaces, and each letter of the others: these stay the same where formatting joins or
    /// parts letters.
    /// </summary>
    public static IEnumerable<string> Pieces(string text) => Runs(text).SelectMany(run => run.Script == Script.Spaced
        ? [Make(text, run.Start, run.End, run).Text]
        : Letters(text, run).Select(letter => text[letter.Start..letter.End]));

    private static IEnumerable<Run> Runs(string text)
    {
        var opens = true;
        for (int i = 0, end; i < text.Length; i = end)
        {
            var script = Scripts.At(text, i);
            end = i + 1;
            if (script == Script.Spaced && !char.IsLetterOrDigit(text[i]))
            {
                opens |= text[i] is '.' or '?' or '!' or '\n' or ':' or '"' or '(' or '。' or '？' or '！';
                continue;
            }
            end = i;
            while (end < text.Length && IsPart(text, end, script)) end += char.IsSurrogatePair(text, end) ? 2 : 1;
            yield return new Run(i, end, script, opens);
            opens = false;
        }
    }

    private static bool IsPart(string text, int i, Script script) =>
        char.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark
        || (Scripts.At(text, i) == script
            && (script != Script.Spaced || char.IsLetterOrDigit(text[i]) || IsApostrophe(text, i)));

    private static bool IsApostrophe(string text, int i) =>
        text[i] is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1]);

    private static void AddPairs(List<Word> words, string text, Run run)
    {
        var letters = Letters(text, run).ToList();
        for (var i = 0; i + 1 < letters.Count; i++) words.Add(Make(text, letters[i].Start, letters[i + 1].End, run));
        if (letters.Count > 1) return;
        var hasEnding = run.Script == Script.Han && run.End < text.Length
            && Scripts.At(text, run.End) == Script.Hiragana;
        words.Add(Make(text, run.Start, hasEnding ? run.End + 1 : run.End, run));
    }

    /// <summary>Each letter with the marks behind it.</summary>
    private static IEnumerable<(int Start, int End)> Letters(string text, Run run)
    {
        for (int i = run.Start, end; i < run.End; i = end)
        {
            end = i + (char.IsSurrogatePair(text, i) ? 2 : 1);
            while (end < run.End && char.GetUnicodeCategory(text[end]) == UnicodeCategory.NonSpacingMark) end++;
            yield return (i, end);
        }
    }

    private static Word Make(string text, int start, int end, Run run)
    {
        var plain = text[start..end].Replace('’', '\'');
        if (plain.EndsWith("'s", StringComparison.OrdinalIgnoreCase) && !IsContraction(plain)) plain = plain[..^2];
        return new Word(plain, Lower(plain, run.Script), run.Opens, start);
    }

    private static string Lower(string word, Script script)
    {
        var lower = word.ToLowerInvariant();
        if (script == Script.Spaced && !lower.Any(IsWide)) return lower;
        lower = lower.Normalize(NormalizationForm.FormKC);
        return script == Script.Katakana && lower.Length >= LongKatakana ? lower.TrimEnd('ー') : lower;
    }

    private static bool IsWide(char character) => character is >= '\uFF00' and <= '\uFFEF';

    private static bool IsContraction(string word) =>
        word.ToLowerInvariant() is "it's" or "that's" or "what's" or "who's" or "where's" or "when's" or "there's"
            or "let's" or "how's" or "he's" or "she's";

    /// <summary>Letters of one script in a row; digits count as letters of a spaced one.</summary>
    private readonly record struct Run(int Start, int End, Script Script, bool Opens);
}
