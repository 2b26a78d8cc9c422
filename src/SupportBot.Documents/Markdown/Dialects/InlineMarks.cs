using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown.Dialects;

// Markup within a line that only site generators know: icons, attributes, keys, tags. Inline code is unchanged.
internal static partial class InlineMarks
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("{+:=&*[-");

    public static string Clean(string line)
    {
        if (!line.AsSpan().ContainsAny(Signs)) return line;
        if (line.AsSpan().TrimStart() is ['{' or '[' or '*' or ';' or '-', ..] && Dropped().IsMatch(line)) return "";
        var isHeading = line.AsSpan().TrimStart().StartsWith('#');
        var text = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in CodeSpans.In(line))
        {
            text.Append(CleanText(line[at..start], isHeading)).Append(line, start, end - start);
            at = end;
        }
        return text.Append(CleanText(line[at..], isHeading)).ToString();
    }

    // Whether a tag of GitBook, Hugo or Liquid continues on the next line.
    public static bool IsCut(string line)
    {
        var start = Math.Max(
            line.LastIndexOf("{{<", StringComparison.Ordinal), line.LastIndexOf("{%", StringComparison.Ordinal));
        return start >= 0 && line.IndexOf('}', start) < 0;
    }

    public static string Bold(string title, string indent = "") =>
        Icon().Replace(title, "").Trim() is { Length: > 0 } text ? $"{indent}**{text}**\n" : "";

    private static string CleanText(string text, bool isHeading)
    {
        // Most lines contain none of these marks, and this test is faster than the expressions.
        if (text.Contains("{/*", StringComparison.Ordinal))
            text = Comment().Replace(text, comment =>
                isHeading && comment.Groups["id"] is { Success: true, Value: var id } ? $"{{{id}}}" : "");
        if (text.Contains('-') && text.Contains(':')) text = Icon().Replace(text, "");
        if (text.Contains('{') || text.Contains("&#xNAN;", StringComparison.Ordinal))
            text = CleanBraces(text, isHeading);
        if (text.Contains("==", StringComparison.Ordinal)) text = Highlight().Replace(text, "$1");
        return !text.Contains("++", StringComparison.Ordinal) ? text
            : Keys().Replace(text, keys => keys.Groups["before"].Value + Name(keys.Groups["keys"].Value));
    }

    private static string CleanBraces(string text, bool isHeading)
    {
        text = Target().Replace(text, "${target}");
        text = Tag().Replace(text, TitleOf);
        text = Attributes().Replace(text, list => isHeading && list.Value.Contains('#') ? list.Value : "");
        return LinkAttributes().Replace(text, "$1");
    }

    // The title of a tab and the like; the title of an image is meaningless without it.
    private static string TitleOf(Match tag) => tag.Value.Contains("src=", StringComparison.Ordinal) ? ""
        : Bold(Title().Match(tag.Value).Groups["title"].Value);

    private static string Name(string keys) => string.Join('+', keys.Split('+').Select(key =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key.Trim('"').Replace('-', ' '))));

    [GeneratedRegex(
        @"^\s*(?:\{:[^}]*\}|\[\[_TOC_\]\]|\[TOC\]|\*\[[^\]]+\]:\s.*|;?-{1,}8<-{1,}\s.*)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Dropped();

    // {/* MDX */}, which can contain a heading's id.
    [GeneratedRegex(@"\{/\*\s*(?<id>#[\w-]+)?.*?\*/\} ?", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    // :octicons-heart-fill-24:{ .heart }
    [GeneratedRegex(
        @":(?:material|octicons|fontawesome|simple|lucide|fluent|tabler)-[a-z0-9-]+:(?:\{[^}]*\})?\s?",
        RegexOptions.NonBacktracking)]
    private static partial Regex Icon();

    // Links of Hugo: {{< ref "page.md" >}}
    [GeneratedRegex(@"\{\{[<%]\s*(?:rel)?ref\s+""?(?<target>[^""\s>%]+)""?\s*[>%]\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Target();

    [GeneratedRegex(
        @"\{%[^%]*(?:%+[^%}][^%]*)*%+\}|\{\{[<%].*?[>%]\}\}|\{\{-?\s*(?:site|page)\.[^}]*\}\} ?|\\?&#xNAN;",
        RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(
        @"\b(?:title|header|label|summary|name)=""(?<title>[^""]*)"""
            + @"|\{[<%]\s*(?:tab|details|expand|step)\s+""(?<title>[^""]*)""",
        RegexOptions.NonBacktracking)]
    private static partial Regex Title();

    // {: style="…"}, { .class }, {#id}
    [GeneratedRegex(@"\{:\s?[^}]*\}|\{\s?[.#][\w-]+(?:\s[^}]*)?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"(^|[)\]*_])\{\s?[\w-]+=[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex LinkAttributes();

    [GeneratedRegex(@"==([^\s=](?:[^=]*[^\s=])?)==", RegexOptions.NonBacktracking)]
    private static partial Regex Highlight();

    // ++ctrl+s++
    [GeneratedRegex(@"(?<before>^|[\s(\[*])\+\+(?<keys>[\w""-]+(?:\+[\w""-]+)*)\+\+", RegexOptions.NonBacktracking)]
    private static partial Regex Keys();
}
