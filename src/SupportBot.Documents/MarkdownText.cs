using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;
using SupportBot.Documents.Markdown;

namespace SupportBot.Documents;

internal static class MarkdownText
{
    public static string Escape(string text) => HtmlInlines.Escape(text);

    public static string Code(string text)
    {
        var code = HtmlInlines.Collapse(text).Trim();
        if (code.Length == 0) return "";
        if (!code.Contains('`')) return $"`{code}`";
        var fence = new string('`', LongestRun(code) + 1);
        return $"{fence} {code} {fence}";
    }

    public static string CodeBlock(IReadOnlyList<string> lines, string language = "")
    {
        var code = string.Join('\n', BlockLines.Dedent(BlockLines.Trim(lines)));
        if (code.Length == 0) return "";
        var fence = new string('`', Math.Max(3, LongestRun(code) + 1));
        return $"{fence}{language}\n{code}\n{fence}";
    }

    // Marks must touch words, not spaces.
    public static string Around(string mark, string inner)
    {
        var words = inner.Trim();
        if (words.Length == 0) return inner;
        var start = inner.IndexOf(words[0], StringComparison.Ordinal);
        return $"{inner[..start]}{mark}{words}{mark}{inner[(start + words.Length)..]}";
    }

    public static string Bold(string inner) => Around("**", inner);

    public static string Link(string text, string url) =>
        text.Trim().Length == 0 ? AutoLink(url) : $"[{text}]({HtmlInlines.Address(url)})";

    public static string AutoLink(string url) => url.Contains(':') ? $"<{url}>" : Escape(url);

    // Nested lists follow directly, other blocks after an empty line.
    public static string Item(string mark, IReadOnlyList<TextBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
            text.Append(text.Length == 0 ? "" : IsList(block) ? "\n" : "\n\n").Append(block.Markdown);
        return mark + Indent(text.ToString(), mark.Length);
    }

    public static string Quote(IReadOnlyList<TextBlock> blocks) =>
        string.Join('\n', string.Join("\n\n", blocks.Select(block => block.Markdown)).Split('\n')
            .Select(line => line.Length > 0 ? $"> {line}" : ">"));

    public static string Table(IReadOnlyList<IReadOnlyList<string>> rows, bool hasHead, string caption = "")
    {
        var width = rows.Select(row => row.Count).DefaultIfEmpty(0).Max();
        var hasText = new bool[width];
        foreach (var row in rows)
            for (var i = 0; i < row.Count; i++) hasText[i] |= row[i].Length > 0;
        var columns = hasText.Count(column => column);
        if (columns == 0) return "";
        var lines = rows.Select(row => Row(row.Where((_, column) => hasText[column]))).ToList();
        if (!hasHead) lines.Insert(0, Row(Enumerable.Repeat("", columns)));
        lines.Insert(1, Row(Enumerable.Repeat("---", columns)));
        return (caption.Length > 0 ? $"{Bold(caption)}\n\n" : "") + string.Join('\n', lines);
    }

    public static string Cell(IEnumerable<TextBlock> blocks) =>
        string.Join(' ', blocks.Select(block => block.Kind == BlockKind.Code ? CodeLine(block.Markdown)
            : block.Markdown.Replace('\n', ' ')));

    public static string Plain(string markdown)
    {
        var text = new StringBuilder();
        foreach (var inline in Markdig.Markdown.Parse(markdown, MarkdownSyntax.Pipeline).Descendants<Inline>())
            text.Append(HeadingText.PlainText(inline));
        return text.ToString().Trim();
    }

    public static List<TextBlock> Blocks(IEnumerable<DocumentPart> parts) =>
        [.. parts.Select(part => part is DocumentPart.Content content ? content.Block : new TextBlock(part.Markdown))];

    private static bool IsList(TextBlock block) => block.Kind is BlockKind.List or BlockKind.Procedure;

    private static string CodeLine(string block) => Code(string.Join(' ', block.Split('\n')[1..^1]));

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(EscapeCell))} |";

    private static string EscapeCell(string cell) =>
        cell.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Indent(string text, int width) => !text.Contains('\n') ? text
        : string.Join('\n', text.Split('\n').Select((line, i) =>
            i == 0 || line.Length == 0 ? line : new string(' ', width) + line));

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
