using System.Globalization;

namespace SupportBot.Embedded.Training;

/// <summary>
/// The words of a text, in lower case and without an English plural ending: <c>foreach (var word in new WordTokens(text))</c>.
/// Scripts that put no spaces between words give one token a character. Each span lives until the next.
/// </summary>
/// <param name="text">Any text; Markdown signs part words like any other sign.</param>
internal ref struct WordTokens(ReadOnlySpan<char> text)
{
    /// <summary>A longer run of letters is cut here: it is data, not a word.</summary>
    private const int Longest = 40;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly char[] _word = new char[Longest];
    private int _next;
    private int _length;

    public readonly ReadOnlySpan<char> Current => _word.AsSpan(0, _length);

    public readonly WordTokens GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next < _text.Length && !IsPart(_text[_next])) _next++;
        if (_next == _text.Length) return false;
        var start = _next++;
        if (!StandsAlone(_text[start]))
            while (_next < _text.Length && IsPart(_text[_next]) && !StandsAlone(_text[_next])) _next++;
        var run = _text[start..Math.Min(_next, start + Longest)];
        run.ToLowerInvariant(_word);
        _length = StemLength(_word.AsSpan(0, run.Length));
        return true;
    }

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || (c > 127 && (char.IsLetterOrDigit(c) || IsMark(c)));

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Thai to Burmese, Khmer, kana and Chinese characters, of which each is a token.</summary>
    private static bool StandsAlone(char c) => c is (>= '\u0E00' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u3040' and <= '\u9FFF' and not (>= '\u3130' and <= '\u318F')) or (>= '\uF900' and <= '\uFAFF');

    /// <summary>Harman's S-stemmer (1991) in place: <c>queries</c> → <c>query</c>, <c>files</c> → <c>file</c>, not <c>access</c>.</summary>
    private static int StemLength(Span<char> word)
    {
        if (word.Length < 4 || word[^1] != 's') return word.Length;
        if (word.EndsWith("ies") && !word.EndsWith("eies") && !word.EndsWith("aies"))
        {
            word[^3] = 'y';
            return word.Length - 2;
        }
        return word.EndsWith("us") || word.EndsWith("ss") ? word.Length : word.Length - 1;
    }
}
