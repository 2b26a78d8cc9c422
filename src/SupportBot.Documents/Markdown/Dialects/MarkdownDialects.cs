using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown;

/// <summary>
/// Makes plain Markdown of what site generators add to it: GitBook and Liquid tags (<c>{% hint %}</c>), Hugo shortcodes,
/// Docusaurus and VitePress containers (<c>:::note</c>), MkDocs admonitions (<c>!!! note</c>), kramdown attributes. Code is left alone.
/// </summary>
internal static partial class MarkdownDialects
{
    public static string Clean(string markdown)
    {
        var fence = "";
        var admonition = -1;
        var lines = markdown.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var mark = Fence().Match(lines[i]).Groups[1].Value;
            if (fence.Length > 0)
            {
                if (mark.StartsWith(fence, StringComparison.Ordinal) && lines[i].TrimEnd().EndsWith(mark, StringComparison.Ordinal)) fence = "";
            }
            else if (mark.Length > 0) fence = mark;
            else if (IsMarked(lines[i]) && Admonition().Match(lines[i]) is { Success: true } opening)
            {
                admonition = opening.Groups["indent"].Length;
                lines[i] = Bold(opening);
                continue;
            }
            else lines[i] = CleanLine(lines[i]);
            lines[i] = Dedent(lines[i], ref admonition);
        }
        return string.Join('\n', lines);
    }

    private static bool IsMarked(ReadOnlySpan<char> line) =>
        line.TrimStart() is ['!', '!', '!', ..] or ['?', '?', '?', ..];

    private static string CleanLine(string line)
    {
        var start = line.AsSpan().TrimStart();
        if (start.StartsWith(":::") && Container().Match(line) is { Success: true } container) return Bold(container);
        if (start is ['{' or '[', ..] && Attributes().IsMatch(line)) return "";
        if (!line.Contains('{') && !line.Contains("&#xNAN;", StringComparison.Ordinal)) return line;
        var code = CodeSpans.In(line);
        return Tag().Replace(line, tag =>
            code.Any(span => span.Start <= tag.Index && tag.Index < span.End) ? tag.Value : Bold(tag));
    }

    /// <summary>The content of an admonition is indented by four, which alone would be code.</summary>
    private static string Dedent(string line, ref int admonition)
    {
        if (admonition < 0 || line.Length == 0) return line;
        if (line.Length > admonition + 4 && string.IsNullOrWhiteSpace(line[..(admonition + 4)])) return line.Remove(admonition, 4);
        admonition = -1;
        return line;
    }

    /// <summary>What remains of a tag: the title that readers see on a tab, step or note.</summary>
    private static string Bold(Match tag)
    {
        var title = (tag.Groups["title"].Success ? tag : Title().Match(tag.Value)).Groups["title"].Value.Trim();
        return title.Length > 0 ? $"{tag.Groups["indent"].Value}**{title}**\n" : "";
    }

    [GeneratedRegex(@"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}(?=[^`]*$)|~{3,})")]
    private static partial Regex Fence();

    [GeneratedRegex("""^(?<indent>\s*)(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+[\w-]+)*(?:\s+"(?<title>[^"]*)")?\s*$""", RegexOptions.NonBacktracking)]
    private static partial Regex Admonition();

    [GeneratedRegex(
        @"^(?<indent>\s*):{3,}(?:\s*[\w-]+(?:\s*\[(?<title>[^\]]*)\]|\s+(?<title>[^{]+?))?\s*(?:\{.*\})?)?\s*$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Container();

    [GeneratedRegex(
        @"^\s*(?:\{:[^}]*\}|\[\[_TOC_\]\]|\[TOC\])\s*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();

    [GeneratedRegex(
        @"\{%[^%]*(?:%+[^%}][^%]*)*%+\}|\{\{[<%].*?[>%]\}\}|\{\{-?\s*(?:site|page)\.[^}]*\}\}|\\?&#xNAN;",
        RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{%.*?\btitle=""(?<title>[^""]*)""", RegexOptions.NonBacktracking)]
    private static partial Regex Title();
}
