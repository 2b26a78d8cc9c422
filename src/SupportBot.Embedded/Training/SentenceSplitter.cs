namespace SupportBot.Embedded.Training;

// A rough split into sentences and lines, sufficient for training pairs.
internal static class SentenceSplitter
{
    public static int[][] Read(string text, Vocabulary vocabulary)
    {
        var sentences = new List<int[]>();
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var end = End(rest);
            if (vocabulary.Read(rest[..end]) is { Length: > 0 } words) sentences.Add(words);
            rest = rest[end..];
        }
        return [.. sentences];
    }

    private static int End(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' or '。' or '？' or '！') return i + 1;
            if (text[i] is '.' or '?' or '!' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1])) return i + 1;
        }
        return text.Length;
    }
}
