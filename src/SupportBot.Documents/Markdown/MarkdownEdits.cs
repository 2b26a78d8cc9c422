using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;

namespace SupportBot.Documents.Markdown;

// Makes a block self-contained: HTML becomes Markdown, and reference links get their URL.
internal static partial class MarkdownEdits
{
    private static readonly SearchValues<char> Markup = SearchValues.Create("<>&*_`[]\\|#~!");

    public static TextEdits Of(Block block, string markdown)
    {
        var edits = new TextEdits();
        var opened = new Stack<HtmlInline>();
        if (block is ListBlock { IsOrdered: true } steps) Number(steps, markdown, edits);
        foreach (var node in block is LeafBlock leaf ? leaf.Inline?.Descendants() ?? [] : block.Descendants())
            switch (node)
            {
                case ListBlock { IsOrdered: true } list: Number(list, markdown, edits); break;
                case HeadingBlock heading: RemoveAttributes(heading, markdown, edits); break;
                case HtmlBlock html: Convert(html, markdown, edits); break;
                case HtmlInline html when html.Span.Length > 0: Convert(html, IsInTable(html), opened, edits); break;
                case HtmlEntityInline entity when IsPlain(entity, markdown):
                    edits.Replace(entity.Span.Start, entity.Span.End + 1, PlainText(entity));
                    break;
                case LinkInline { Reference: not null } link: Resolve(link, edits); break;
            }
        foreach (var html in opened) edits.Replace(html.Span.Start, html.Span.End + 1, "");
        return edits;
    }

    // Steps are often all numbered 1 and counted by the renderer.
    private static void Number(ListBlock list, string markdown, TextEdits edits)
    {
        var first = list[0] is ListItemBlock item ? item.Order : 1;
        for (var i = 1; i < list.Count; i++)
        {
            if (list[i] is not ListItemBlock step || step.Order == first + i) continue;
            var (start, end) = (step.Span.Start, step.Span.Start);
            while (char.IsAsciiDigit(markdown[end])) end++;
            var number = (first + i).ToString(CultureInfo.InvariantCulture);
            edits.Replace(start, end, number);
            // Content of the step is indented to the column of its text.
            var deeper = new string(' ', Math.Max(0, number.Length - (end - start)));
            for (var at = end; deeper.Length > 0 && at < step.Span.End; at++)
                if (markdown[at] == '\n' && markdown[at + 1] != '\n') edits.Replace(at + 1, at + 1, deeper);
        }
    }

    // A heading within a list or quote is not a section and needs no anchor.
    private static void RemoveAttributes(HeadingBlock heading, string markdown, TextEdits edits)
    {
        var text = markdown[heading.Span.Start..(heading.Span.End + 1)].TrimEnd();
        if (HeadingText.OwnAttribute().Match(text) is { Success: true } own)
        {
            var end = text[..own.Index].TrimEnd().Length;
            edits.Replace(heading.Span.Start + end, heading.Span.Start + text.Length, "");
        }
    }

    private static void Convert(HtmlBlock html, string markdown, TextEdits edits)
    {
        var indent = "\n" + new string(' ', html.Column);
        var blocks = HtmlParts.OfFragment(markdown[html.Span.Start..(html.Span.End + 1)])
            .Select(part => part.Markdown);
        edits.Replace(
            html.Span.Start, html.Span.End + 1,
            string.Join("\n\n", blocks).Replace("\n", indent, StringComparison.Ordinal));
    }

    private static void Convert(HtmlInline html, bool inTable, Stack<HtmlInline> opened, TextEdits edits)
    {
        if (!HtmlNames.IsElement(html.Tag)) edits.Replace(html.Span.Start, html.Span.Start + 1, "\\<");
        else if (HtmlNames.NameOf(html.Tag) == "a") ConvertLink(html, opened, edits);
        else edits.Replace(html.Span.Start, html.Span.End + 1, Markdown(html.Tag, inTable));
    }

    private static string Markdown(string tag, bool inTable) => HtmlNames.NameOf(tag) switch
    {
        "br" => inTable ? " " : "\n",
        "p" or "div" or "li" => " ",
        "strong" or "b" => "**",
        "em" or "i" => "*",
        "code" or "kbd" or "samp" or "tt" => "`",
        "img" when Attribute(tag, "src") is { Length: > 0 } src =>
            $"![{Attribute(tag, "alt")}]({HtmlInlines.Address(src)})",
        _ => "",
    };

    // Edits both ends when the second is found; a link without text or URL is removed.
    private static void ConvertLink(HtmlInline html, Stack<HtmlInline> opened, TextEdits edits)
    {
        if (!html.Tag.StartsWith("</", StringComparison.Ordinal))
        {
            opened.Push(html);
            return;
        }
        var (before, after) = ("", "");
        if (opened.TryPop(out var opening))
        {
            if (Attribute(opening.Tag, "href") is { Length: > 0 } href && opening.NextSibling != html)
                (before, after) = ("[", $"]({HtmlInlines.Address(href)})");
            edits.Replace(opening.Span.Start, opening.Span.End + 1, before);
        }
        edits.Replace(html.Span.Start, html.Span.End + 1, after);
    }

    private static void Resolve(LinkInline link, TextEdits edits)
    {
        var label = link.LastChild is { } last ? last.Span.End + 1 : link.Span.Start + (link.IsImage ? 2 : 1);
        edits.Replace(label, link.Span.End + 1, $"]({HtmlInlines.Address(link.Url ?? "")})");
    }

    private static bool IsPlain(HtmlEntityInline entity, string markdown)
    {
        var text = entity.Transcoded.ToString();
        var after = entity.Span.End + 1;
        return !text.AsSpan().ContainsAny(Markup) || (text == "&" && after < markdown.Length && markdown[after] == ' ');
    }

    private static string PlainText(HtmlEntityInline entity) => entity.Transcoded.ToString().Replace('\u00A0', ' ');

    private static bool IsInTable(Inline inline)
    {
        Block? block = null;
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
            block = (parent as ContainerInline)?.ParentBlock ?? block;
        for (; block is not null; block = block.Parent)
            if (block is TableCell) return true;
        return false;
    }

    private static string? Attribute(string tag, string name) =>
        Attributes().Matches(tag).FirstOrDefault(match => match.Groups["name"].Value.Equals(
            name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value;

    [GeneratedRegex("""(?<name>[\w-]+)\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s>]+))""",
        RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();
}
