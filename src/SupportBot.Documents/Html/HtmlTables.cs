using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace SupportBot.Documents.Html;

internal static class HtmlTables
{
    private const int MaxColumnSpan = 20;

    private const int MaxRowSpan = 200;

    public static string Of(IHtmlTableElement table)
    {
        var rows = Rows(table);
        if (rows.Count == 0) return "";
        var columns = Enumerable.Range(0, rows.Max(row => row.Length))
            .Where(column => rows.Any(row => Cell(row, column).Length > 0)).ToArray();
        if (columns.Length == 0) return "";
        var hasHead = table.Rows[0].Cells.All(cell => cell.TagName == "TH");
        var lines = rows.Select(row => Line(columns.Select(column => Cell(row, column)))).ToList();
        var caption = table.Caption is { } title ? $"**{HtmlInlines.Of(title.ChildNodes)}**\n\n" : "";
        if (!hasHead) lines.Insert(0, Line(columns.Select(_ => "")));
        lines.Insert(1, Line(columns.Select(_ => "---")));
        return caption + string.Join('\n', lines);
    }

    private static List<string[]> Rows(IHtmlTableElement table)
    {
        var rows = new List<string[]>();
        var above = new Dictionary<int, (string Text, int Rows)>();
        foreach (var row in table.Rows)
        {
            var cells = new List<string>();
            foreach (var cell in row.Cells)
            {
                TakeFromAbove(cells, above);
                var text = Text(cell);
                for (var i = 0; i < Math.Clamp(cell.ColumnSpan, 1, MaxColumnSpan); i++)
                {
                    if (cell.RowSpan > 1) above[cells.Count] = (text, Math.Min(cell.RowSpan, MaxRowSpan) - 1);
                    cells.Add(text);
                    // A header applies to all its columns; other text is used once.
                    if (cell.TagName != "TH") text = "";
                }
            }
            TakeFromAbove(cells, above);
            rows.Add([.. cells]);
        }
        return rows;
    }

    private static void TakeFromAbove(List<string> cells, Dictionary<int, (string Text, int Rows)> above)
    {
        while (above.Remove(cells.Count, out var cell))
        {
            if (cell.Rows > 1) above[cells.Count] = cell with { Rows = cell.Rows - 1 };
            cells.Add(cell.Text);
        }
    }

    private static string Text(IElement cell) =>
        HtmlInlines.Of(cell.ChildNodes).Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Cell(string[] row, int column) => column < row.Length ? row[column] : "";

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
