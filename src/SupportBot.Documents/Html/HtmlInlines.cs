using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace SupportBot.Documents.Html;

internal static partial class HtmlInlines
{
    private const int Deepest = 100;

    public static string Of(IEnumerable<INode> nodes)
    {
        var text = new StringBuilder();
        foreach (var node in nodes) Append(node, text, 0);
        return BrokenLines().Replace(text.ToString(), "\n").Trim();
    }

    public static string Address(string url) =>
        url.Replace(" ", "%20", StringComparison.Ordinal)
            .Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);

    public static string Escape(string text) => Special().Replace(Collapse(text), @"\$0");

    public static string Collapse(string text) => Spaces().Replace(text, " ");

    private static void Append(INode node, StringBuilder text, int depth)
    {
        if (node is IText words) text.Append(Escape(words.Data));
        if (node is not IElement element || element.HasAttribute("hidden")) return;
        var inner = new StringBuilder();
        if (depth > Deepest) inner.Append(Escape(element.TextContent));
        else foreach (var child in element.ChildNodes) Append(child, inner, depth + 1);
        text.Append(Wrap(element, inner.ToString()));
    }

    private static string Wrap(IElement element, string inner) => element.TagName switch
    {
        "BR" => "\n",
        "IMG" => Picture(element),
        "SCRIPT" or "STYLE" or "NOSCRIPT" or "TEMPLATE" or "BUTTON" or "SVG" or "INPUT" => "",
        _ when inner.Trim().Length == 0 => inner,
        "STRONG" or "B" => Around("**", inner),
        "EM" or "I" => Around("*", inner),
        "CODE" or "KBD" or "SAMP" or "TT" => Code(element.TextContent),
        "A" when element.GetAttribute("href") is { Length: > 0 } href => $"[{inner}]({Address(href)})",
        "P" or "DIV" or "LI" or "TR" => $"{inner}\n",
        _ => inner,
    };

    private static string Picture(IElement element) =>
        element.GetAttribute("src") is { Length: > 0 } src
            ? $"![{Escape(element.GetAttribute("alt") ?? "")}]({Address(src)})"
            : "";

    // Marks must touch words, not spaces.
    private static string Around(string mark, string inner)
    {
        var words = inner.Trim();
        return inner.Replace(words, $"{mark}{words}{mark}", StringComparison.Ordinal);
    }

    private static string Code(string text)
    {
        var fence = text.Contains('`') ? "``" : "`";
        return $"{fence}{Collapse(text)}{fence}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[ \n]*\n[ \n]*", RegexOptions.NonBacktracking)]
    private static partial Regex BrokenLines();

    [GeneratedRegex(
        @"[\\`*\[\]]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|^#{1,6}(?=\s)|^[-+](?=\s|$)|^>|^~(?=~~)"
            + @"|^=(?==*$)|^-(?=[- ]+$)|(?<=^\d{1,9})[.)](?=\s)")]
    private static partial Regex Special();
}
