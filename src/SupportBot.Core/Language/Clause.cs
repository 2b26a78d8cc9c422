using System.Numerics;
using System.Text;

namespace SupportBot.Core.Language;

/// <summary>
/// The words between two punctuation marks, as phrases are compared with: in lower case, without apostrophes, each
/// letter of East Asia a word. Each emoji is a clause.
/// </summary>
internal sealed class Clause
{
    /// <summary>Words of a longer one are left out.</summary>
    public const int Most = 60;

    public Clause(IReadOnlyList<ClauseWord> words) => Words = words.Count > Most ? [.. words.Take(Most)] : words;

    public IReadOnlyList<ClauseWord> Words { get; }

    /// <summary>Whether it is an emoji.</summary>
    public bool IsEmoji => Words is [{ Text: var word }] && Rune.TryGetRuneAt(word, 0, out var rune) && Emoji.Is(rune);

    /// <summary>A bit for each word.</summary>
    public ulong AllWords => (1UL << Words.Count) - 1;

    /// <summary>A bit behind each of the words at the starts for which a condition holds.</summary>
    public ulong Ends(ulong starts, Func<string, bool> condition)
    {
        var ends = 0UL;
        for (var left = starts & AllWords; left != 0; left &= left - 1)
        {
            if (condition(Words[BitOperations.TrailingZeroCount(left)].Text)) ends |= (left & ~(left - 1)) << 1;
        }
        return ends;
    }

    /// <summary>The clauses of a text that have words.</summary>
    public static IReadOnlyList<Clause> Of(string text)
    {
        var clauses = new List<Clause>();
        var words = new List<ClauseWord>();
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var emoji) && Emoji.Is(emoji))
            {
                End();
                words.Add(new ClauseWord(emoji.ToString(), i, i + emoji.Utf16SequenceLength));
                End();
            }
            else if (IsLetter(text, i))
            {
                var end = EndOfWord(text, i);
                if (!IsSmiley(text, i, end)) words.Add(new ClauseWord(Plain(text, i, end), i, end));
                i = end - 1;
            }
            else if (IsBorder(text, i)) End();
        }
        End();
        return clauses;

        void End()
        {
            if (words.Count > 0) clauses.Add(new Clause([.. words]));
            words.Clear();
        }
    }

    public static IEnumerable<string> WordsOf(string text) =>
        Of(text).SelectMany(clause => clause.Words).Select(word => word.Text);

    private static bool IsLetter(string text, int i) => char.IsLetterOrDigit(text, i)
        || (i > 0 && char.IsSurrogatePair(text, i - 1) && char.IsLetterOrDigit(text, i - 1));

    /// <summary>Marks inside belong to it: addresses, versions, paths, contractions.</summary>
    private static int EndOfWord(string text, int start)
    {
        if (Scripts.At(text, start) != Script.Spaced) return start + (char.IsSurrogatePair(text, start) ? 2 : 1);
        var end = start + 1;
        while (end < text.Length && (IsLetter(text, end) && Scripts.At(text, end) == Script.Spaced
            || (text[end] is '\'' or '’' or '.' or '-' or '_' or '@' or ':' or '/' or '\\' or '='
                && end + 1 < text.Length && IsLetter(text, end + 1) && Scripts.At(text, end + 1) == Script.Spaced)))
            end++;
        return end;
    }

    private static bool IsSmiley(string text, int start, int end) =>
        end == start + 1 && start > 0 && text[start - 1] is ':' or ';' && (start == 1 || text[start - 2] == ' ');

    private static string Plain(string text, int start, int end)
    {
        var word = text[start..end].ToLowerInvariant().Replace("'", "", StringComparison.Ordinal)
            .Replace("’", "", StringComparison.Ordinal);
        return word == "w" && end < text.Length && text[end] == '/' ? "with" : word;
    }

    private static bool IsBorder(string text, int i) => text[i] is '.' or ',' or '!' or '?' or ';' or ':' or '\n'
        or '…' or '(' or ')' or '"' or '–' or '—' or '、' or '。' or '，' or '！' or '？' or '；' or '：'
        || (text[i] == '-' && i > 0 && i + 1 < text.Length && text[i - 1] == ' ' && text[i + 1] == ' ');
}

/// <param name="Text">As phrases have it.</param>
/// <param name="Start">Where it stands in the message.</param>
/// <param name="End">Behind its last letter.</param>
internal readonly record struct ClauseWord(string Text, int Start, int End);
