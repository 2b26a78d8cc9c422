using System.Text;

namespace SupportBot.Documents;

/// <summary>The lines of a text, or of a block within it, read from the top.</summary>
internal sealed class BlockLines(IReadOnlyList<string> lines)
{
    private const int TabWidth = 8;

    /// <summary>The lines of a file; tabs become the spaces that they stand for.</summary>
    public static BlockLines OfText(string text) =>
        new([.. text.Split('\n').Select(line => ExpandTabs(line).TrimEnd())]);

    public IReadOnlyList<string> All => lines;

    public int Next { get; set; }

    public bool IsAtEnd => Next >= lines.Count;

    public string Current => lines[Next];

    /// <summary>A line further down, which is not taken; empty below the last one.</summary>
    public string Below(int count = 1) => Next + count < lines.Count ? lines[Next + count] : "";

    public string Take() => lines[Next++];

    public void SkipBlank()
    {
        while (!IsAtEnd && IsBlank(Current)) Next++;
    }

    public List<string> TakeWhile(Predicate<string> isPart)
    {
        var taken = new List<string>();
        while (!IsAtEnd && isPart(Current)) taken.Add(Take());
        return taken;
    }

    /// <summary>Takes the lines up to an end, and that line too; all lines where there is none.</summary>
    public List<string> TakeThrough(Predicate<string> isEnd)
    {
        var taken = TakeWhile(line => !isEnd(line));
        if (!IsAtEnd) Next++;
        return taken;
    }

    /// <summary>Takes the lines that are indented by so many spaces at least, with empty lines between them.</summary>
    public List<string> TakeIndented(int least = 1)
    {
        var taken = TakeWhile(line => IsBlank(line) || Indent(line) >= least);
        while (taken.Count > 0 && IsBlank(taken[^1]))
        {
            taken.RemoveAt(taken.Count - 1);
            Next--;
        }
        return taken;
    }

    public static bool IsBlank(string line) => string.IsNullOrWhiteSpace(line);

    public static int Indent(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    /// <summary>The lines without the spaces that all of them begin with.</summary>
    public static List<string> Dedent(IReadOnlyList<string> lines)
    {
        var indent = lines.Where(line => !IsBlank(line)).Select(Indent).DefaultIfEmpty(0).Min();
        return [.. lines.Select(line => line[Math.Min(indent, line.Length)..])];
    }

    /// <summary>The lines without empty ones at the top and the bottom.</summary>
    public static IReadOnlyList<string> Trim(IReadOnlyList<string> lines) =>
        [.. lines.SkipWhile(IsBlank).Reverse().SkipWhile(IsBlank).Reverse()];

    private static string ExpandTabs(string line)
    {
        if (!line.Contains('\t')) return line;
        var text = new StringBuilder(line.Length + TabWidth);
        foreach (var character in line)
            if (character == '\t') text.Append(' ', TabWidth - text.Length % TabWidth);
            else text.Append(character);
        return text.ToString();
    }
}
