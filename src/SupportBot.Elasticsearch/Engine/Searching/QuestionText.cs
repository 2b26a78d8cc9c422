using System.Text;

namespace SupportBot.Elasticsearch.Engine.Searching;

// Limits the question: each word becomes a clause per field, and the server accepts at least 1,024 clauses.
internal static class QuestionText
{
    private const int MaxClauses = 1000;
    private const int MaxWords = 128;

    // Longer runs are not words, and the server would split them.
    private const int LongestWord = 255;

    public static string Beginning(string text, int fields)
    {
        var most = Math.Clamp(MaxClauses / Math.Max(1, fields), 1, MaxWords);
        var kept = new StringBuilder();
        for (int at = 0, words = 0; at < text.Length && words < most;)
        {
            var end = EndOfRun(text, at);
            if (char.IsLetterOrDigit(text[at])) words++;
            if (end - at <= LongestWord) kept.Append(text, at, end - at);
            else kept.Append(' ');
            at = end;
        }
        return kept.ToString();
    }

    // In scripts without spaces each character is a word.
    private static int EndOfRun(string text, int start)
    {
        if (HasNoSpaces(text[start])) return start + 1;
        var isWord = char.IsLetterOrDigit(text[start]);
        var end = start + 1;
        while (end < text.Length && !HasNoSpaces(text[end]) && char.IsLetterOrDigit(text[end]) == isWord) end++;
        return end;
    }

    private static bool HasNoSpaces(char letter) => letter is >= '\u0E00' and <= '\u0EFF' or >= '\u1780' and <= '\u17FF'
        or >= '\u2E80' and <= '\uD7FF' or >= '\uF900' and <= '\uFAFF';
}
