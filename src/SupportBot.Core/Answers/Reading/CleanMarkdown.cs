using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Reading;

/// <summary>
/// Writes Markdown anew with only what a chat can show and may show: no images, no HTML, and links as plain text, since
/// an answer links to nothing but its sources.
/// </summary>
internal static partial class CleanMarkdown
{
    /// <param name="markdown">A sentence, which may look like a block of another kind: "1. of May".</param>
    public static string Sentence(string markdown) =>
        Markdown.Parse(markdown, MarkdownSyntax.Pipeline) is [ParagraphBlock paragraph] ? Inline(paragraph.Inline) : "";

    /// <param name="markdown">Any part of a document.</param>
    public static string Whole(string markdown) => string.Join("\n\n", Markdown.Parse(markdown, MarkdownSyntax.Pipeline)
        .Select(block => Block(block, "")).Where(part => part.Length > 0));

    public static string Item(ListBlock list, ListItemBlock item, int number, string indent = "")
    {
        var first = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        var marker = list.IsOrdered ? $"{first + number}. " : "- ";
        return Item(item, indent + marker, indent + new string(' ', marker.Length));
    }

    public static string Head(Table table)
    {
        var head = (TableRow)table[0];
        return $"{Row(head)}\n|{string.Concat(Enumerable.Repeat(" --- |", head.Count))}";
    }

    public static string Row(TableRow row) => $"| {string.Join(" | ", row.OfType<TableCell>().Select(CellText))} |";

    public static string Code(CodeBlock code)
    {
        var text = code.Lines.ToString().TrimEnd();
        var fence = text.Contains("```", StringComparison.Ordinal) ? "````" : "```";
        return text.Trim().Length == 0 ? "" : $"{fence}{(code as FencedCodeBlock)?.Info}\n{text}\n{fence}";
    }

    private static string Block(Block block, string indent) => block switch
    {
        ParagraphBlock paragraph => Inline(paragraph.Inline),
        ListBlock list =>
            string.Join('\n', list.OfType<ListItemBlock>().Select((item, i) => Item(list, item, i, indent))),
        CodeBlock code => Indent(Code(code), indent),
        Table table => string.Join('\n', table.OfType<TableRow>().Skip(1).Select(Row).Prepend(Head(table))),
        QuoteBlock quote => string.Join(' ', quote.Select(inner => Block(inner, indent))),
        _ => "",
    };

    /// <summary>A paragraph follows its marker; whatever else is in the item lies on lines of its own.</summary>
    private static string Item(ListItemBlock item, string marker, string indent)
    {
        var text = new StringBuilder(marker);
        foreach (var block in item)
        {
            var part = Block(block, indent);
            if (part.Length == 0) continue;
            if (block is not ParagraphBlock) text.Append('\n');
            else if (text.Length > marker.Length) text.Append("\n\n").Append(indent);
            text.Append(part);
        }
        return text.Length > marker.Length ? text.ToString() : "";
    }

    private static string Indent(string text, string indent) =>
        string.Join('\n', text.Split('\n').Select(line => indent + line));

    public static string Inline(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? []) Append(text, inline);
        return string.Join(' ', text.ToString()
            .Split((char[])[' ', '\n', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)).Trim();
    }

    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: text.Append(Escaped(literal.Content.ToString())); break;
            case CodeInline code: text.Append(Tick(code.Content)); break;
            case LineBreakInline: text.Append(EndsWithoutBlank(text) ? "" : " "); break;
            case HtmlEntityInline entity: text.Append(Escaped(entity.Transcoded.ToString())); break;
            case AutolinkInline link: text.Append(Tick(link.Url)); break;
            case LinkInline { IsImage: true }: break;
            case LinkInline link: text.Append(LinkText(link)); break;
            case EmphasisInline emphasis: AppendEmphasis(text, emphasis); break;
            case HtmlInline: break;
            case ContainerInline container: foreach (var child in container) Append(text, child); break;
        }
    }

    /// <summary>A line of Japanese or Chinese is broken anywhere.</summary>
    private static bool EndsWithoutBlank(StringBuilder text) =>
        text.Length > 0 && text[^1] is (>= '\u3000' and <= '\u9FFF') or (>= '\uFF00' and <= '\uFF60');

    private static void AppendEmphasis(StringBuilder text, EmphasisInline emphasis)
    {
        var inner = Inline(emphasis);
        if (inner.Length == 0) return;
        var mark = emphasis.DelimiterCount >= 2 ? "**" : "*";
        text.Append(mark).Append(inner).Append(mark);
    }

    /// <summary>The words of a link; a bare address as code, so that the chat makes no link of it.</summary>
    private static string LinkText(LinkInline link)
    {
        var words = Inline(link);
        return words.Contains("://", StringComparison.Ordinal) && !words.Contains('`') ? Tick(words) : words;
    }

    private static string Tick(string code) => code.Contains('`') ? $"`` {code} ``" : $"`{code}`";

    /// <summary>Bare addresses as code, and the signs that would become Markdown again escaped.</summary>
    private static string Escaped(string literal)
    {
        var plain = literal.Replace("<", "\\<", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal);
        if (!plain.Contains("://", StringComparison.Ordinal)) return plain;
        return string.Join(' ', plain.Split(' ').Select(word => word.Contains("://", StringComparison.Ordinal)
            ? Tick(word.TrimEnd('.', ',', ')')) + word[word.TrimEnd('.', ',', ')').Length..] : word));
    }

    /// <summary>A bar would begin another cell. In code Markdig leaves it escaped as it was.</summary>
    private static string CellText(TableCell cell) =>
        BareBar().Replace(
            string.Join(' ', cell.OfType<ParagraphBlock>().Select(paragraph => Inline(paragraph.Inline))), @"\|");

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex BareBar();
}
