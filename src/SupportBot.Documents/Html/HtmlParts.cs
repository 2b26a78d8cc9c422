using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Html;

internal sealed class HtmlParts
{
    // Limits recursion; deeper elements are read as plain text.
    private const int Deepest = 100;

    private const string Dropped =
        "SCRIPT STYLE NOSCRIPT TEMPLATE NAV FOOTER ASIDE FORM BUTTON SELECT TEXTAREA INPUT IFRAME OBJECT EMBED SVG "
            + "CANVAS AUDIO VIDEO HEAD HR SOURCE";

    private static readonly HashSet<string> DroppedElements = [.. Dropped.Split(' ')];

    private static readonly HashSet<string> BlockElements =
    [
        .. ("ADDRESS ARTICLE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE H1 H2 H3 H4 H5 "
            + "H6 HEADER HGROUP HTML LI MAIN OL P PRE SECTION SUMMARY TABLE UL").Split(' '),
    ];

    private readonly List<DocumentPart> _parts = [];
    private readonly List<INode> _line = [];
    private Admonition _admonition;

    public static IReadOnlyList<DocumentPart> Of(IElement content)
    {
        var parts = new HtmlParts();
        parts.AddChildren(content, 0);
        return parts._parts;
    }

    public static IReadOnlyList<DocumentPart> OfFragment(string html) =>
        Of(new HtmlParser().ParseDocument($"<body><div>{html}").Body!);

    public static IReadOnlyList<string> Blocks(IElement content, int depth)
    {
        var parts = new HtmlParts();
        parts.AddChildren(content, depth);
        return [.. parts._parts.Select(part => part.Markdown)];
    }

    private void AddChildren(INode parent, int depth)
    {
        foreach (var node in parent.ChildNodes)
            if (node is not IElement element || !IsBlock(element)) _line.Add(node);
            else if (!IsHidden(element)) Add(element, depth + 1);
        EndLine();
    }

    private void Add(IElement element, int depth)
    {
        EndLine();
        if (depth > Deepest) AddBlock(HtmlInlines.Escape(element.TextContent));
        else
            switch (element.TagName)
            {
                case ['H', >= '1' and <= '6']: AddHeading(element); break;
                case "PRE": AddBlock(Code(element), BlockKind.Code); break;
                case "UL": AddBlock(HtmlLists.Of(element, depth), BlockKind.List); break;
                case "OL": AddBlock(HtmlLists.Of(element, depth), BlockKind.Procedure); break;
                case "DL" when HtmlLists.IsOfQuestions(element): AddQuestions(element, depth); break;
                case "DL": AddBlock(HtmlLists.OfTerms(element), BlockKind.List); break;
                case "TABLE": AddBlock(HtmlTables.Of((IHtmlTableElement)element), BlockKind.Table); break;
                case "BLOCKQUOTE": AddBlock(Quote(Blocks(element, depth)), BlockKind.Quote); break;
                case "SUMMARY": AddBlock($"**{HtmlInlines.Of(element.ChildNodes)}**"); break;
                default: AddContent(element, depth); break;
            }
    }

    private void AddContent(IElement element, int depth)
    {
        var outer = _admonition;
        var own = AdmonitionOf(element);
        if (outer != Admonition.None && IsTitle(element)) AddTitle(element);
        else
        {
            if (own != Admonition.None) _admonition = own;
            AddChildren(element, depth);
        }
        _admonition = outer;
    }

    // Omitted if it only repeats the kind of the admonition.
    private void AddTitle(IElement element)
    {
        var title = HtmlInlines.Of(element.ChildNodes).Trim(' ', ':', '\n');
        if (title.Length > 0 && Admonitions.Of(title) == Admonition.None) AddBlock($"**{title}**");
    }

    private void AddQuestions(IElement list, int depth)
    {
        foreach (var element in list.QuerySelectorAll("dt, dd"))
            if (element.TagName == "DT") AddBlock($"**{HtmlInlines.Of(element.ChildNodes)}**");
            else AddChildren(element, depth);
    }

    private static Admonition AdmonitionOf(IElement element)
    {
        var isMeant = element.GetAttribute("role") is "alert" or "note"
            || (element.TagName == "ASIDE" && element.ClassName?.Contains("aside", StringComparison.Ordinal) == true);
        return Admonitions.OfClasses($"{element.ClassName}{(isMeant ? " alert" : "")}");
    }

    private static bool IsTitle(IElement element) => element.ClassName is { } classes
        && (classes.Contains("title", StringComparison.OrdinalIgnoreCase)
            || classes.Contains("heading", StringComparison.OrdinalIgnoreCase));

    private void AddHeading(IElement element)
    {
        var text = HtmlInlines.Collapse(element.TextContent).TrimEnd('¶', '#', ' ').Trim();
        var anchor = element.QuerySelector("a[id], a[name]");
        var id = element.GetAttribute("id") ?? anchor?.GetAttribute("id") ?? anchor?.GetAttribute("name")
            ?? (element.PreviousElementSibling is null ? element.ParentElement?.GetAttribute("id") : null);
        if (text.Length > 0) _parts.Add(new DocumentPart.Heading(element.TagName[1] - '0', text, id));
    }

    private void EndLine()
    {
        AddBlock(HtmlInlines.Of(_line));
        _line.Clear();
    }

    private void AddBlock(string markdown, BlockKind kind = BlockKind.Paragraph)
    {
        if (markdown.Trim().Length > 0) _parts.Add(new DocumentPart.Content(markdown, kind, _admonition));
    }

    private static string Code(IElement element)
    {
        var text = element.TextContent.Trim('\n');
        var language = (element.QuerySelector("code") ?? element).ClassList.FirstOrDefault(
            name => name.StartsWith("language-", StringComparison.Ordinal))?[9..];
        var fence = text.Contains("```", StringComparison.Ordinal) ? "````" : "```";
        return text.Trim().Length == 0 ? "" : $"{fence}{language}\n{text}\n{fence}";
    }

    private static string Quote(IReadOnlyList<string> blocks)
    {
        var quote = new StringBuilder();
        foreach (var line in string.Join("\n\n", blocks).Split('\n'))
            quote.Append(line.Length > 0 ? "> " : ">").Append(line).Append('\n');
        return blocks.Count > 0 ? quote.ToString().TrimEnd() : "";
    }

    private static bool IsBlock(IElement element) =>
        BlockElements.Contains(element.TagName) || DroppedElements.Contains(element.TagName);

    private static bool IsHidden(IElement element) => element.HasAttribute("hidden")
        || (DroppedElements.Contains(element.TagName)
            && !(element.TagName == "ASIDE" && AdmonitionOf(element) != Admonition.None));
}
