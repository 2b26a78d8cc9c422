using Markdig.Syntax;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;

namespace SupportBot.Documents.Markdown;

/// <summary>Takes Markdown apart into headings and blocks; blocks stay as they were written, but for HTML in them.</summary>
internal static class MarkdownParts
{
    public static IReadOnlyList<Part> Of(string markdown)
    {
        var parts = new List<Part>();
        foreach (var block in Markdig.Markdown.Parse(markdown, MarkdownSyntax.Pipeline))
            switch (block)
            {
                case HeadingBlock heading: parts.Add(HeadingText.Read(heading)); break;
                case HtmlBlock html: parts.AddRange(HtmlParts.OfFragment(Slice(html, markdown))); break;
                case ThematicBreakBlock or LinkReferenceDefinitionGroup or EmptyBlock: break;
                default: AddBlock(block, markdown, parts); break;
            }
        return parts;
    }

    private static void AddBlock(Block block, string markdown, List<Part> parts)
    {
        var start = markdown.LastIndexOf('\n', Math.Max(0, block.Span.Start - 1)) + 1;
        var from = string.IsNullOrWhiteSpace(markdown[start..block.Span.Start]) ? start : block.Span.Start;
        var text = MarkdownEdits.Of(block, markdown).Apply(markdown, from, block.Span.End + 1);
        text = block is FencedCodeBlock ? text.Trim('\n') : text.TrimEnd();
        if (text.Trim().Length > 0) parts.Add(new Part.Block(text));
    }

    private static string Slice(Block block, string markdown) => markdown[block.Span.Start..Math.Min(block.Span.End + 1, markdown.Length)];
}
