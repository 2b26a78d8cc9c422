namespace SupportBot.Core.Answers.Reading;

/// <summary>Takes a Markdown paragraph apart into sentences, each a span of the source.</summary>
internal static class Sentences
{
    private static readonly string[] Abbreviations =
        ["e.g.", "i.e.", "etc.", "vs.", "cf.", "approx.", "incl.", "no.", "fig.", "z.b.", "d.h.", "bzw.", "usw.", "ca.",
            "evtl.", "ggf.", "inkl.", "nr.", "vgl.", "u.a.", "z. b.", "d. h."];

    /// <summary>Start and end of each sentence, end exclusive, without spaces around.</summary>
    public static IEnumerable<(int Start, int End)> In(string text)
    {
        var start = 0;
        var inCode = false;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`') inCode = !inCode;
            else if (text[i] is '[' or '(' or '（' or '「' or '『') depth++;
            else if (text[i] is ']' or ')' or '）' or '」' or '』') depth = Math.Max(0, depth - 1);
            if (inCode || depth > 0 || !EndsAt(text, start, i, out var end)) continue;
            yield return (start, end);
            for (start = end; start < text.Length && char.IsWhiteSpace(text[start]);) start++;
            i = start - 1;
        }
        var last = text.TrimEnd().Length;
        if (start < last) yield return (start, last);
    }

    private static bool EndsAt(string text, int start, int i, out int end)
    {
        end = i + 1;
        if (text[i] is '。' or '！' or '？') return EndsWithoutBlank(text, ref end);
        if (text[i] is not ('.' or '!' or '?' or ':' or '…')) return false;
        while (end < text.Length && text[end] is '"' or '”' or '“' or '*' or '_' or ')') end++;
        if (end >= text.Length || !char.IsWhiteSpace(text[end])) return false;
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        if (next >= text.Length || text[i] == ':') return false;
        return !char.IsLower(text[next]) && !EndsInAbbreviation(text.AsSpan(start, i + 1 - start));
    }

    /// <summary>East Asian punctuation has its space within.</summary>
    private static bool EndsWithoutBlank(string text, ref int end)
    {
        while (end < text.Length && text[end] is '。' or '！' or '？' or '"' or '”' or '*' or '_') end++;
        return end < text.Length && text.AsSpan(end).ContainsAnyExcept(" \n\t\u3000");
    }

    private static bool EndsInAbbreviation(ReadOnlySpan<char> sentence)
    {
        foreach (var abbreviation in Abbreviations)
            if (sentence.EndsWith(abbreviation, StringComparison.OrdinalIgnoreCase)
                && (sentence.Length == abbreviation.Length
                    || !char.IsLetterOrDigit(sentence[^(abbreviation.Length + 1)]))) return true;
        // "1. First" and initials such as "J. Smith" are no ends.
        return sentence.Length >= 2 && (sentence.Length == 2 || char.IsWhiteSpace(sentence[^3]))
            && char.IsLetterOrDigit(sentence[^2]) && !char.IsDigit(sentence[^2]);
    }
}
