using System.Text.RegularExpressions;

namespace SupportBot.Documents.ReStructuredText;

/// <summary>A table that is drawn: with lines around all cells, or above and below its columns.</summary>
/// <param name="Lines">As written.</param>
/// <param name="Rows">The lines of each cell; null where the drawing is no table.</param>
/// <param name="HasHead">Whether the first row is the head.</param>
internal sealed record DrawnTable(
    IReadOnlyList<string> Lines, IReadOnlyList<IReadOnlyList<List<string>>>? Rows, bool HasHead);

internal static partial class RstTables
{
    /// <returns>Null, with nothing taken, where there is no table.</returns>
    public static DrawnTable? Take(BlockLines lines)
    {
        if (GridRule().IsMatch(lines.Current))
            return RstGridTable.Read(lines.TakeWhile(line => line is ['+' or '|', ..]));
        return SimpleRule().IsMatch(lines.Current) ? RstSimpleTable.Take(lines) : null;
    }

    public static string Markdown(RstParts parts, IReadOnlyList<IReadOnlyList<List<string>>> rows, bool hasHead)
    {
        // A cell that spans rows is the same object in all of them.
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
