using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Documents.Html;

namespace SupportBot.Documents.Markdown;

internal static partial class HeadingText
{
    public static DocumentPart.Heading Read(HeadingBlock heading)
    {
        var text = new StringBuilder();
        string? id = null;
        foreach (var inline in heading.Inline?.Descendants<Inline>() ?? [])
        {
            if (inline.Parent is LinkInline { IsImage: true }) continue;
            text.Append(PlainText(inline));
            id ??= inline is HtmlInline html && OwnElement().Match(html.Tag) is { Success: true } named
                ? named.Groups["id"].Value
                : null;
        }
        var plain = text.ToString().Trim().TrimEnd('¶', '#').TrimEnd();
        return OwnAttribute().Match(plain) is { Success: true } own
            ? new DocumentPart.Heading(heading.Level, plain[..own.Index].TrimEnd(), own.Groups["id"].Value)
            : new DocumentPart.Heading(heading.Level, plain, id);
    }

    public static string PlainText(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LineBreakInline => " ",
        HtmlInline html when !HtmlNames.IsElement(html.Tag) => html.Tag,
        _ => "",
    };

    // <a id="start">
    [GeneratedRegex("""<a\s[^>]*\b(?:id|name)\s*=\s*"?(?<id>[^"\s>]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex OwnElement();

    // ## Start {#start}
    [GeneratedRegex(@"\{:?\s*#(?<id>[^\s}]+)[^}]*\}$", RegexOptions.NonBacktracking)]
    internal static partial Regex OwnAttribute();
}
