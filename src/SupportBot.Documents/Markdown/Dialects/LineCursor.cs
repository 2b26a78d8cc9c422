namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>The lines of a document, taken one by one, with a look at those below.</summary>
internal sealed class LineCursor(string[] lines)
{
    public int Next { get; private set; }

    public bool IsAtEnd => Next >= lines.Length;

    public string Take() => lines[Next++];

    /// <summary>Up to so many lines below, which are not taken.</summary>
    public ReadOnlySpan<string> Below(int most) => lines.AsSpan(Next, Math.Min(most, lines.Length - Next));

    /// <summary>Takes lines up to the first of the next ones that ends something, and that one.</summary>
    /// <returns>The lines taken; null, with none taken, where it is not among the next ones.</returns>
    public string[]? TakeThrough(int most, Predicate<string> isEnd)
    {
        var end = Array.FindIndex(lines, Next, Math.Min(most, lines.Length - Next), isEnd);
        if (end < 0) return null;
        var taken = lines[Next..(end + 1)];
        Next = end + 1;
        return taken;
    }

    public void Skip(int count) => Next += count;
}
