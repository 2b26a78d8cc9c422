using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>
/// Marks within a line that only a site's generator knows: icons, attributes, keys, tags. Inline code is left alone.
/// </summary>
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

    /// <summary>Whether a tag of GitBook, Hugo or Liquid goes on in the line below.</summary>
    public static bool IsCut(string line)
    {
        var start = Math.Max(
            line.LastIndexOf("{{<", StringComparison.Ordinal), line.LastIndexOf("{%", StringComparison.Ordinal));
        return start >= 0 && line.IndexOf('}', start) < 0;
    }

    /// <summary>A title that readers see, as a paragraph in bold.</summary>
    public static string Bold(string title, string indent = "") =>
        Icon().Replace(title, "").Trim() is { Length: > 0 } text ? $"{indent}**{text}**\n" : "";

    private static string CleanText(string text, bool isHeading)
    {
        // Most lines have none of these marks, and expressions take longer than a look for their signs.
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

    /// <summary>The title of a tab and the like; that of a picture says nothing without it.</summary>
    private static string TitleOf(Match tag) => tag.Value.Contains("src=", StringComparison.Ordinal) ? ""
        : Bold(Title().Match(tag.Value).Groups["title"].Value);

    private static string Name(string keys) => string.Join('+', keys.Split('+').Select(key =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key.Trim('"').Replace('-', ' '))));

    /// <summary>Lines that are no text: attributes of a block, tables of contents, abbreviations, snippets.</summary>
    [GeneratedRegex(
        @"^\s*(?:\{:[^}]*\}|\[\[_TOC_\]\]|\[TOC\]|\*\[[^\]]+\]:\s.*|;?-{1,}8<-{1,}\s.*)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Dropped();

    /// <summary><c>{/* MDX */}</c>, which may hold a heading's id.</summary>
    [GeneratedRegex(@"\{/\*\s*(?<id>#[\w-]+)?.*?\*/\} ?", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    /// <summary><c>:octicons-heart-fill-24:{ .heart }</c></summary>
    [GeneratedRegex(
        @":(?:material|octicons|fontawesome|simple|lucide|fluent|tabler)-[a-z0-9-]+:(?:\{[^}]*\})?\s?",
        RegexOptions.NonBacktracking)]
    private static partial Regex Icon();

    /// <summary>Hugo's links: <c>{{&lt; ref "page.md" &gt;}}</c></summary>
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

    /// <summary><c>{: style="…"}</c>, <c>{ .class }</c>, <c>{#id}</c></summary>
    [GeneratedRegex(@"\{:\s?[^}]*\}|\{\s?[.#][\w-]+(?:\s[^}]*)?\}", RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"(^|[)\]*_])\{\s?[\w-]+=[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex LinkAttributes();

    [GeneratedRegex(@"==([^\s=](?:[^=]*[^\s=])?)==", RegexOptions.NonBacktracking)]
    private static partial Regex Highlight();

    /// <summary><c>++ctrl+s++</c></summary>
    [GeneratedRegex(@"(?<before>^|[\s(\[*])\+\+(?<keys>[\w""-]+(?:\+[\w""-]+)*)\+\+", RegexOptions.NonBacktracking)]
    private static partial Regex Keys();
}
