namespace SupportBot.Documents.ReStructuredText;

// Cells can span rows and columns.
internal sealed class RstGridTable
{
    private readonly int[] _borders;
    private readonly List<string>[] _cells;
    private readonly List<IReadOnlyList<List<string>>> _rows = [];
    private bool _hasHead;
    private bool _hasText;

    private RstGridTable(int[] borders)
    {
        _borders = borders;
        _cells = [.. borders.Skip(1).Select(_ => new List<string>())];
    }

    public static DrawnTable Read(List<string> lines)
    {
        var isTable = lines.TrueForAll(line => line.Length == lines[0].Length);
        if (!isTable) return new DrawnTable(lines, null, false);
        var table = new RstGridTable(Borders(lines));
        foreach (var line in lines) table.Add(line);
        return new DrawnTable(lines, table._rows, table._hasHead);
    }

    private static int[] Borders(List<string> lines)
    {
        var isBorder = new bool[lines[0].Length];
        foreach (var line in lines)
            for (var i = 0; i < line.Length; i++)
                isBorder[i] |= line[i] == '+' && (i == 0 || line[i - 1] is '-' or '=' || i + 1 == line.Length
                    || line[i + 1] is '-' or '=');
        isBorder[^1] = true;
        return [.. Enumerable.Range(0, isBorder.Length).Where(i => isBorder[i])];
    }

    private void Add(string line)
    {
        var ends = Enumerable.Range(0, _cells.Length).Where(column => IsRule(line, column)).ToList();
        if (ends.Count > 0) EndRow(ends, line.Contains('='));
        AddText(line, ends);
    }

    // A cell without a border below continues in the next row.
    private void EndRow(List<int> ends, bool isHead)
    {
        if (_hasText)
        {
            _rows.Add([.. _cells]);
            _hasHead |= isHead;
        }
        _hasText = false;
        foreach (var column in ends) _cells[column] = [];
    }

    private void AddText(string line, List<int> ends)
    {
        var rules = ends.ToHashSet();
        for (var column = 0; column < _cells.Length; column++)
        {
            if (rules.Contains(column)) continue;
            var first = column;
            // A cell without a border on the right spans the next column.
            while (column + 1 < _cells.Length && line[_borders[column + 1]] is not ('|' or '+')) column++;
            _cells[first].Add(line[(_borders[first] + 1).._borders[column + 1]].TrimEnd());
            // The cell is repeated in each column.
            for (var spanned = first + 1; spanned <= column; spanned++) _cells[spanned] = _cells[first];
            _hasText = true;
        }
    }

    private bool IsRule(string line, int column)
    {
        var segment = line.AsSpan((_borders[column] + 1).._borders[column + 1]);
        return segment is ['-' or '=', ..] && segment.IndexOfAnyExcept(segment[0]) < 0
            && (line[_borders[column]] is '+' or '-' or '=') && (line[_borders[column + 1]] is '+' or '-' or '=');
    }
}
