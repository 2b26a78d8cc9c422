using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace SupportBot.Documents.Html;

/// <summary>Tables as Markdown pipe tables; columns that are empty in every row are left out.</summary>
internal static class HtmlTables
{
    public static string Of(IHtmlTableElement table)
    {
        var rows = table.Rows.Select(row => row.Cells.Select(cell => Text(cell)).ToArray()).ToList();
        if (rows.Count == 0) return "";
        var columns = Enumerable.Range(0, rows.Max(row => row.Length)).Where(column => rows.Any(row => Cell(row, column).Length > 0)).ToArray();
        if (columns.Length == 0) return "";
        var hasHead = table.Rows[0].Cells.All(cell => cell.TagName == "TH");
        var lines = rows.Select(row => Line(columns.Select(column => Cell(row, column)))).ToList();
        var caption = table.Caption is { } title ? $"**{HtmlInlines.Of(title.ChildNodes)}**\n\n" : "";
        if (!hasHead) lines.Insert(0, Line(columns.Select(_ => "")));
        lines.Insert(1, Line(columns.Select(_ => "---")));
        return caption + string.Join('\n', lines);
    }

    private static string Text(IElement cell) =>
        HtmlInlines.Of(cell.ChildNodes).Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Cell(string[] row, int column) => column < row.Length ? row[column] : "";

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
