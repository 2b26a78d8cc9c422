using System.Collections.Frozen;

namespace SupportBot.Documents.ReStructuredText;

internal static class RstRoles
{
    private static readonly FrozenSet<string> Names = (
        "attr attribute class code cmd command confval const data djadmin dir doctest envvar exc file func function "
        + "keyword kbd lookup makevar meth method mimetype mod module obj option prog program property regexp samp "
        + "setting templatefilter templatetag tfilter token ttag type math literal").Split(' ').ToFrozenSet();

    public static string Markdown(string role, string inner, RstReferences references)
    {
        var (text, target) = TextAndTarget(RstInlines.Unescape(inner));
        return role switch
        {
            "" => MarkdownText.Code(inner),
            "guilabel" or "strong" => MarkdownText.Bold(MarkdownText.Escape(Without(text, "&"))),
            "menuselection" => MarkdownText.Escape(Without(text.Replace("-->", ">", StringComparison.Ordinal), "&")),
            "emphasis" => MarkdownText.Around("*", MarkdownText.Escape(text)),
            "ref" or "numref" => MarkdownText.Escape(target is null ? LabelText(text, references) : text),
            "doc" => MarkdownText.Escape(target is null ? text.TrimStart('/') : text),
            "pep" or "rfc" => MarkdownText.Escape(target is null ? $"{role.ToUpperInvariant()} {text}" : text),
            "math" => MarkdownText.Code(inner),
            "issue" or "pr" or "gh" when target is null => MarkdownText.Escape($"#{text.TrimStart('#')}"),
            "samp" => MarkdownText.Code(Without(Without(text, "{"), "}")),
            _ when Names.Contains(role) || role.Contains(':') => MarkdownText.Code(Name(text, target)),
            _ => MarkdownText.Escape(text),
        };
    }

    // text <target>; the target is null if absent.
    public static (string Text, string? Target) TextAndTarget(string inner)
    {
        var start = inner.LastIndexOf('<');
        var isTarget = inner.EndsWith('>') && (start == 0 || (start > 0 && char.IsWhiteSpace(inner[start - 1])));
        if (!isTarget) return (inner, null);
        var target = inner[(start + 1)..^1];
        return (start == 0 ? target : inner[..start].Trim(), target);
    }

    private static string Without(string text, string mark) => text.Replace(mark, "", StringComparison.Ordinal);

    // The section's title if it is in this document, otherwise the words of the label.
    private static string LabelText(string label, RstReferences references) => references.Title(label)
        ?? label[(label.LastIndexOf(':') + 1)..].Replace('-', ' ').Replace('_', ' ');

    // ~a.b.c shows its last part; ! prevents a link.
    private static string Name(string text, string? target)
    {
        var name = text.TrimStart('!');
        return target is null && name.StartsWith('~') ? name[(name.LastIndexOf('.') + 1)..].TrimStart('~') : name;
    }
}
