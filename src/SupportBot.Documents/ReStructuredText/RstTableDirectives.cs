namespace SupportBot.Documents.ReStructuredText;

/// <summary>Tables that are written as lists or as comma-separated values.</summary>
internal static class RstTableDirectives
{
    /// <summary>Each row is an item of a list, and each cell an item of a list within it.</summary>
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
