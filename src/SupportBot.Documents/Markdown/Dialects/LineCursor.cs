namespace SupportBot.Documents.Markdown.Dialects;

internal sealed class LineCursor(string[] lines)
{
    public int Next { get; private set; }

    public bool IsAtEnd => Next >= lines.Length;

    public string Take() => lines[Next++];

    public ReadOnlySpan<string> Below(int most) => lines.AsSpan(Next, Math.Min(most, lines.Length - Next));

    // Includes the end line. Returns null without consuming anything if it is not among the next lines.
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
