namespace SupportBot.Documents.ReStructuredText;

internal static class RstTableDirectives
{
    // Each row is a list item, and each cell an item of a nested list.
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(RstParts parts, RstDirective directive) =>
        [.. RstLists.Items(directive.Content).Select(row =>
            RstLists.Items(row).Select(cell => MarkdownText.Cell(parts.BlocksOf(cell))).ToList())];

    public static IReadOnlyList<IReadOnlyList<string>> CsvRows(RstParts parts, RstDirective directive)
    {
        var delimiter = directive.Options.GetValueOrDefault("delim") switch
        {
            "tab" => '\t',
            "space" => ' ',
            [var character] => character,
            _ => ',',
        };
        var head = SeparatedValues.Rows(directive.Options.GetValueOrDefault("header", ""), delimiter);
        return [.. head.Concat(SeparatedValues.Rows(string.Join('\n', directive.Content), delimiter))
            .Select(row => row.Select(cell => MarkdownText.Cell(parts.BlocksOf(cell.Split('\n')))).ToList())];
    }
}
