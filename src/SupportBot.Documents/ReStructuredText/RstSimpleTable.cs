namespace SupportBot.Documents.ReStructuredText;

internal static class RstSimpleTable
{
    public static DrawnTable? Take(BlockLines lines)
    {
        var start = lines.Next;
        var rule = lines.Take();
        var head = lines.TakeWhile(line => !IsRule(line));
        if (lines.IsAtEnd)
        {
            lines.Next = start;
            return null;
        }
        lines.Next++;
        var body = new List<string>();
        var hasHead = !lines.IsAtEnd && !BlockLines.IsBlank(lines.Current);
        if (hasHead) body = lines.TakeThrough(IsRule);
        var starts = Starts(rule);
        var written = lines.All.Skip(start).Take(lines.Next - start).ToList();
        return new DrawnTable(
            written, [.. Rows(head, starts, oneRow: hasHead), .. Rows(body, starts, oneRow: false)], hasHead);
    }

    private static bool IsRule(string line) => line.StartsWith('=') && line.AsSpan().IndexOfAnyExcept("= ") < 0;

    private static int[] Starts(string rule) =>
        [.. Enumerable.Range(0, rule.Length).Where(i => rule[i] == '=' && (i == 0 || rule[i - 1] == ' '))];

    // A line with an empty first column continues the row above.
    private static List<IReadOnlyList<List<string>>> Rows(List<string> lines, int[] starts, bool oneRow)
    {
        var rows = new List<List<List<string>>>();
        foreach (var line in lines)
        {
            if (BlockLines.IsBlank(line) || line.AsSpan().IndexOfAnyExcept("- ") < 0) continue;
            if (rows.Count == 0 || (line[0] != ' ' && !oneRow)) rows.Add([]);
            AddCells(line, starts, rows[^1]);
        }
        return [.. rows];
    }

    private static void AddCells(string line, int[] starts, List<List<string>> row)
    {
        for (var column = 0; column < starts.Length && starts[column] < line.Length; column++)
        {
            var first = column;
            // Text in the gap before a column means that the cell spans both columns.
            while (column + 1 < starts.Length && starts[column + 1] <= line.Length
                && line[starts[column + 1] - 1] != ' ') column++;
            var end = column + 1 < starts.Length ? Math.Min(starts[column + 1], line.Length) : line.Length;
            while (row.Count <= column) row.Add([]);
            var text = line[starts[first]..end].TrimEnd();
            row[first].Add(text == "\\" ? "" : text);
        }
    }
}
