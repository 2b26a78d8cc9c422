using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;

namespace SupportBot.Documents.Markdown;

// Blocks stay as written, except for HTML in them.
internal sealed partial class MarkdownParts
{
    // Without definition lists, which are converted to plain lists beforehand.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseDefinitionLists().UsePreciseSourceLocation().Build();

    private const int MaxElements = 100;

    private readonly string _markdown;
    private readonly List<DocumentPart> _parts = [];
    private readonly Stack<Admonition> _admonitions = new();
    private readonly Stack<Admonition> _elements = new();

    private MarkdownParts(string markdown) => _markdown = markdown;

    public static IReadOnlyList<DocumentPart> Of(string markdown)
    {
        var parts = new MarkdownParts(markdown);
        foreach (var block in Markdig.Markdown.Parse(markdown, Pipeline)) parts.Add(block);
        return parts._parts;
    }

    private Admonition Current => _admonitions.TryPeek(out var kind) && kind != Admonition.None ? kind
        : _elements.FirstOrDefault(element => element != Admonition.None);

    private void Add(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading: _parts.Add(HeadingText.Read(heading)); break;
            case HtmlBlock html: AddHtml(Slice(html)); break;
            case DefinitionList list: AddDefinitions(list); break;
            case ThematicBreakBlock or LinkReferenceDefinitionGroup or EmptyBlock: break;
            default: AddText(TextOf(block), KindOf(block)); break;
        }
    }

    private void AddHtml(string html)
    {
        if (AdmonitionMark.Read(html) is { } mark)
        {
            if (mark != Admonition.None) _admonitions.Push(mark);
            else _admonitions.TryPop(out _);
            return;
        }
        foreach (var part in HtmlParts.OfFragment(html))
            _parts.Add(part is DocumentPart.Content { Block: { Admonition: Admonition.None } text }
                ? new DocumentPart.Content(text with { Admonition = Current }) : part);
        FollowElements(html);
    }

    // Elements around Markdown open in one HTML block and close in another.
    private void FollowElements(string html)
    {
        foreach (Match tag in Element().Matches(html))
            if (tag.Groups["end"].Success) _elements.TryPop(out _);
            else if (_elements.Count < MaxElements) _elements.Push(Admonitions.OfClasses(tag.Groups["class"].Value));
    }

    private void AddDefinitions(DefinitionList list)
    {
        foreach (var block in DefinitionText.Blocks([.. list.OfType<DefinitionItem>().Select(Definition)]))
            AddText(block.Markdown, block.Kind);
    }

    private (List<string> Terms, List<(string Text, BlockKind Kind)> Blocks) Definition(DefinitionItem item) => (
        [.. item.OfType<DefinitionTerm>().Select(TextOf)],
        [.. item.Where(block => block is not (DefinitionTerm or BlankLineBlock))
            .Select(block => (DefinitionText.Unindent(TextOf(block)), KindOf(block)))]);

    private void AddText(string text, BlockKind kind)
    {
        if (text.Trim().Length > 0) _parts.Add(new DocumentPart.Content(text, kind, Current));
    }

    private string TextOf(Block block)
    {
        var start = _markdown.LastIndexOf('\n', Math.Max(0, block.Span.Start - 1)) + 1;
        var from = string.IsNullOrWhiteSpace(_markdown[start..block.Span.Start]) ? start : block.Span.Start;
        var text = MarkdownEdits.Of(block, _markdown).Apply(_markdown, from, block.Span.End + 1);
        return block is FencedCodeBlock ? text.Trim('\n') : text.TrimEnd();
    }

    private static BlockKind KindOf(Block block) => block switch
    {
        ListBlock { IsOrdered: true } => BlockKind.Procedure,
        ListBlock => BlockKind.List,
        Table => BlockKind.Table,
        CodeBlock => BlockKind.Code,
        QuoteBlock => BlockKind.Quote,
        _ => BlockKind.Paragraph,
    };

    [GeneratedRegex("""<(?<end>/)?(?:div|aside|section)\b(?:[^>]*?\bclass(?:Name)?="(?<class>[^"]*)")?[^>]*>""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Element();

    private string Slice(Block block) => _markdown[block.Span.Start..Math.Min(block.Span.End + 1, _markdown.Length)];
}
