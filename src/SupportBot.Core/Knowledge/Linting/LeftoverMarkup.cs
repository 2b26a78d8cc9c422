using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SupportBot.Core.Knowledge.Linting;

// Finds leftover markup of site generators in text. Code is ignored.
internal static partial class LeftoverMarkup
{
    private static readonly (string Construct, Regex Pattern)[] Patterns =
    [
        ("import or export", Module()), ("component", Component()), ("attribute list", Attributes()), ("icon", Icon()),
        ("admonition", Admonition()), ("tab", Tab()), ("container", Container()), ("snippet", Snippet()),
        ("footnote", Footnote()), ("keys", Keys()), ("shortcode", Shortcode()), ("comment", Comment()),
        ("directive", Directive()), ("macro", Macro()),
    ];

    // Returns each construct as often as the blocks contain it.
    public static IEnumerable<string> In(string markdown)
    {
        var document = Markdown.Parse(markdown, MarkdownSyntax.Pipeline);
        foreach (var block in document.Descendants())
            if (block is HtmlBlock or HtmlInline) yield return "HTML";
            else if (block is LeafBlock { Inline: { } inline })
            {
                var text = TextOf(inline);
                foreach (var (construct, pattern) in Patterns)
                    if (pattern.IsMatch(text)) yield return construct;
            }
    }

    // Visible text without code and without characters that were escaped on purpose.
    private static string TextOf(ContainerInline inline)
    {
        var text = new StringBuilder();
        foreach (var node in inline.Descendants())
            if (node is LiteralInline literal)
                text.Append(literal.Content.AsSpan()[(literal.IsFirstCharacterEscaped ? 1 : 0)..]);
            else if (node is LineBreakInline) text.Append('\n');
            else if (node is CodeInline or HtmlEntityInline or AutolinkInline) text.Append(' ');
        return text.ToString();
    }

    [GeneratedRegex(
        """^(?:import|export)\s.*(?:\sfrom\s+['"]|\s=\s)""", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Module();

    [GeneratedRegex(@"</?[A-Z][\w.]*(?:\s[^<>]*)?/?>", RegexOptions.NonBacktracking)]
    private static partial Regex Component();

    [GeneratedRegex(@"\{:?\s?[.#][\w-]+[^}\n]*\}|\{:\s?\w[^}\n]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();

    [GeneratedRegex(":(?:material|octicons|fontawesome|simple|lucide)-[a-z0-9-]+:", RegexOptions.NonBacktracking)]
    private static partial Regex Icon();

    [GeneratedRegex(@"^(?:!!!|\?\?\?\+?)\s+\w", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Admonition();

    [GeneratedRegex(@"^===[!+]?\s+""", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Tab();

    [GeneratedRegex("^:{3,}", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Container();

    [GeneratedRegex("-+8<-+", RegexOptions.NonBacktracking)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"\[\^[^\]\s]+\]", RegexOptions.NonBacktracking)]
    private static partial Regex Footnote();

    [GeneratedRegex(@"\+\+[a-z]+(?:\+[a-z0-9]+)*\+\+", RegexOptions.NonBacktracking)]
    private static partial Regex Keys();

    [GeneratedRegex(@"\{\{[<%]|\{%|%\}|[>%]\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Shortcode();

    // reStructuredText: .. note::
    [GeneratedRegex(@"^\s*\.\. [\w:-]+::", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Directive();

    // AsciiDoc: xref:a.adoc[], ifdef::a[]
    [GeneratedRegex(
        @"\b(?:xref|link|image|include|ifdef|ifndef|ifeval|endif|kbd|btn|menu|footnote):{1,2}[^\s\[]*\[",
        RegexOptions.NonBacktracking)]
    private static partial Regex Macro();

    [GeneratedRegex(@"<!--|\{/\*|\*/\}", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();
}
