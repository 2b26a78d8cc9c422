using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SupportBot.Documents.AsciiDoc;

internal sealed record AsciiDocMacro(string Name, string Target, string Text, int End);

internal static partial class AsciiDocMacros
{
    private static readonly FrozenSet<string> Names = (
        "link xref kbd btn menu image icon footnote footnoteref mailto pass stem latexmath asciimath indexterm "
        + "indexterm2 anchor").Split(' ').ToFrozenSet();

    public static bool IsKnown(string name) => Names.Contains(name);

    public static string Markdown(
        AsciiDocMacro macro, Func<string, string> inline, Func<string, string, string> reference) => macro.Name switch
        {
            "link" => MarkdownText.Link(inline(LinkText(macro.Text)), macro.Target.Trim('+')),
            "mailto" when macro.Text.Length == 0 => MarkdownText.Escape(macro.Target),
            "mailto" => MarkdownText.Link(inline(LinkText(macro.Text)), $"mailto:{macro.Target}"),
            "xref" => reference(macro.Target, LinkText(macro.Text)),
            "kbd" => MarkdownText.Code(macro.Text.Replace("\\", "", StringComparison.Ordinal)),
            "btn" => MarkdownText.Bold(inline(macro.Text)),
            "menu" => MarkdownText.Escape(macro.Text.Length > 0 ? $"{macro.Target} > {macro.Text}" : macro.Target),
            "footnote" or "footnoteref" when macro.Text.Length > 0 => $" ({inline(macro.Text).TrimEnd('.')})",
            "pass" => inline(macro.Text),
            "stem" or "latexmath" or "asciimath" => MarkdownText.Code(macro.Text),
            "indexterm2" => inline(macro.Text),
            _ when IsKnown(macro.Name) => "",
            _ => Unknown(macro, inline),
        };

    // A macro of an extension shows its text, or the name of its target.
    private static string Unknown(AsciiDocMacro macro, Func<string, string> inline) =>
        LinkText(macro.Text) is { Length: > 0 } text ? inline(text) : MarkdownText.Code(macro.Target);

    public static string LinkText(string text)
    {
        text = text.Replace("\\]", "]", StringComparison.Ordinal).Trim();
        if (text.StartsWith('"') && text.IndexOf('"', 1) is > 0 and var end) return text[1..end];
        if (Attribute().Match(text) is { Success: true } attribute) text = text[..attribute.Index];
        return text.TrimEnd('^', ' ', ',');
    }

    [GeneratedRegex(@"(?:^|,\s*)[a-z][\w-]*\s*=", RegexOptions.NonBacktracking)]
    private static partial Regex Attribute();
}
