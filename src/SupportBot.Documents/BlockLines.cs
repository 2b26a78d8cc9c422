using System.Text;

namespace SupportBot.Documents;

internal sealed class BlockLines(IReadOnlyList<string> lines)
{
    private const int TabWidth = 8;

    public static BlockLines OfText(string text) =>
        new([.. text.Split('\n').Select(line => ExpandTabs(line).TrimEnd())]);

    public IReadOnlyList<string> All => lines;

    public int Next { get; set; }

    public bool IsAtEnd => Next >= lines.Count;

    public string Current => lines[Next];

    // Does not consume the line; empty below the last one.
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

    public List<string> TakeThrough(Predicate<string> isEnd)
    {
        var taken = TakeWhile(line => !isEnd(line));
        if (!IsAtEnd) Next++;
        return taken;
    }

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

    public static List<string> Dedent(IReadOnlyList<string> lines)
    {
        var indent = lines.Where(line => !IsBlank(line)).Select(Indent).DefaultIfEmpty(0).Min();
        return [.. lines.Select(line => line[Math.Min(indent, line.Length)..])];
    }

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
