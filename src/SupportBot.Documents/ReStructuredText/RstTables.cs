using System.Text.RegularExpressions;

namespace SupportBot.Documents.ReStructuredText;

// Rows are the lines of each cell; null if the drawing is not a table.
internal sealed record DrawnTable(
    IReadOnlyList<string> Lines, IReadOnlyList<IReadOnlyList<List<string>>>? Rows, bool HasHead);

internal static partial class RstTables
{
    public static DrawnTable? Take(BlockLines lines)
    {
        if (GridRule().IsMatch(lines.Current))
            return RstGridTable.Read(lines.TakeWhile(line => line is ['+' or '|', ..]));
        return SimpleRule().IsMatch(lines.Current) ? RstSimpleTable.Take(lines) : null;
    }

    public static string Markdown(RstParts parts, IReadOnlyList<IReadOnlyList<List<string>>> rows, bool hasHead)
    {
        // A cell that spans rows is the same object in each of them.
        var texts = new Dictionary<List<string>, string>(ReferenceEqualityComparer.Instance);
        return MarkdownText.Table([.. rows.Select(row => row.Select(Text).ToList())], hasHead);

        string Text(List<string> cell)
        {
            if (!texts.TryGetValue(cell, out var text))
                texts[cell] = text = MarkdownText.Cell(parts.BlocksOf(BlockLines.Dedent(cell)));
            return text;
        }
    }

    [GeneratedRegex(@"^\+(?:[-=]+\+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex GridRule();

    [GeneratedRegex("^=+(?: +=+)+$", RegexOptions.NonBacktracking)]
    internal static partial Regex SimpleRule();
}
