using SupportBot.Core.Knowledge;

namespace SupportBot.Documents;

// Definition lists as Markdown, which has none.
internal static class DefinitionText
{
    // Questions become paragraphs in bold, which are recognized as headings; other terms become list items.
    public static IReadOnlyList<TextBlock> Blocks(
        IReadOnlyList<(List<string> Terms, List<(string Text, BlockKind Kind)> Blocks)> definitions,
        bool areTitles = false)
    {
        if (!areTitles && !definitions.Any(definition => definition.Terms.Exists(IsQuestion)))
            return [new(string.Join('\n', definitions.Select(ListItem)), BlockKind.List)];
        return [.. definitions.SelectMany(definition => definition.Terms
            .Select(term => new TextBlock($"**{term.Trim('*')}**"))
            .Concat(definition.Blocks.Select(block => new TextBlock(block.Text, block.Kind))))];
    }

    private static bool IsQuestion(string term) => term.Trim('*') is [.., '?' or '？'];

    private static string ListItem((List<string> Terms, List<(string Text, BlockKind Kind)> Blocks) definition)
    {
        var terms = string.Join(", ", definition.Terms.Select(term => $"**{term.Trim('*')}**"));
        if (definition.Blocks.Count == 0) return $"- {terms}";
        var blocks = string.Join("\n\n", definition.Blocks.Select(block => block.Text));
        var separator = definition.Blocks[0].Kind == BlockKind.Paragraph ? " " : "\n\n";
        return $"- {terms}:{separator}{blocks}".Replace("\n", "\n  ", StringComparison.Ordinal)
            .Replace("\n  \n", "\n\n", StringComparison.Ordinal);
    }

    public static string Unindent(string text)
    {
        var lines = text.Split('\n');
        var indent = lines.Skip(1).Where(line => !BlockLines.IsBlank(line)).Select(BlockLines.Indent)
            .DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Skip(1).Select(line => line[Math.Min(indent, BlockLines.Indent(line))..])
            .Prepend(lines[0].TrimStart()));
    }
}
