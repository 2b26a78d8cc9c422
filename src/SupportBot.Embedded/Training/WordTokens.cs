using System.Globalization;

namespace SupportBot.Embedded.Training;

// Words in lower case without an English plural ending. In scripts without spaces each character is a token. A span is
// valid until the next one.
internal ref struct WordTokens(ReadOnlySpan<char> text)
{
    // A longer run of letters is data and is cut.
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

    private static bool IsPart(char c) =>
        char.IsAsciiLetterOrDigit(c) || (c > 127 && (char.IsLetterOrDigit(c) || IsMark(c)));

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Thai to Burmese, Khmer, kana and Chinese characters, each of which is a token.
    private static bool StandsAlone(char c) => c is (>= '\u0E00' and <= '\u109F') or (>= '\u1780' and <= '\u17FF')
        or (>= '\u3040' and <= '\u9FFF' and not (>= '\u3130' and <= '\u318F')) or (>= '\uF900' and <= '\uFAFF');

    // Harman's S-stemmer (1991) in place: queries → query, files → file, but access stays.
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
