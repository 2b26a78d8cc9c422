using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge.Including;

/// <summary>How an included file stands in the document.</summary>
internal enum IncludeForm
{
    /// <summary>As it is.</summary>
    Text,

    /// <summary>As fenced code of Markdown.</summary>
    Code,

    /// <summary>As a code block of reStructuredText.</summary>
    RstCode,
}

/// <summary>A place where a document includes a file.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last one.</param>
/// <param name="Indent">What each line of the file gets before it.</param>
/// <param name="Path">As written, without a range.</param>
/// <param name="Form">How the file stands in the document.</param>
/// <param name="Part">The lines that are included.</param>
internal sealed partial record IncludeDirective(
    int Start, int End, string Indent, string Path, IncludeForm Form, IncludedPart Part)
{
    /// <summary>By how many levels its headings are moved down, as AsciiDoc can.</summary>
    public int LevelOffset { get; init; }

    private static readonly (Regex Pattern, IncludeForm Form)[] OfMarkdown =
    [
        (Snippet(), IncludeForm.Text), (MdxInclude(), IncludeForm.Code), (MarkdownInclude(), IncludeForm.Text),
        (MdBook(), IncludeForm.Text), (VitePress(), IncludeForm.Text), (VitePressCode(), IncludeForm.Code),
        (Tag(), IncludeForm.Text), (Component(), IncludeForm.Text),
    ];

    private static readonly (Regex Pattern, IncludeForm Form)[] OfRst =
        [(RstInclude(), IncludeForm.Text), (RstLiteral(), IncludeForm.RstCode)];

    private static readonly (Regex Pattern, IncludeForm Form)[] OfAsciiDoc = [(AsciiDoc(), IncludeForm.Text)];

    /// <param name="extension">Of the document, in lower case.</param>
    /// <param name="text">With <c>\n</c> or <c>\r\n</c> at the ends of lines.</param>
    public static IEnumerable<IncludeDirective> In(string extension, string text)
    {
        var patterns = extension switch
        {
            ".rst" => OfRst,
            ".adoc" or ".asciidoc" => OfAsciiDoc,
            ".md" or ".markdown" or ".mdx" => OfMarkdown,
            _ => [],
        };
        var found = patterns.SelectMany(pattern =>
            pattern.Pattern.Matches(text).Select(match => Of(match, pattern.Form)));
        return extension == ".mdx" ? found.Concat(Partials(text)) : found;
    }

    private static IncludeDirective Of(Match match, IncludeForm form)
    {
        var path = match.Groups["path"].Value.Trim();
        var isCode = form == IncludeForm.Text && match.Groups["code"].Success
            && System.IO.Path.GetExtension(path).ToLowerInvariant() is not (".md" or ".mdx" or ".markdown");
        var part = IncludedPart.Of(match.Groups["range"].Value, match.Groups["options"].Value);
        return new(match.Index, match.Index + match.Length, match.Groups["indent"].Value, path,
            isCode ? IncludeForm.Code : form, part)
        {
            LevelOffset = Offset().Match(match.Groups["options"].Value) is { Success: true } offset
                ? offset.Groups["levels"].ValueSpan[0] - '0' : 0,
        };
    }

    /// <summary>
    /// Components of MDX that are other files: <c>import Part from './_part.mdx'</c>, then <c>&lt;Part /&gt;</c>.
    /// </summary>
    private static IEnumerable<IncludeDirective> Partials(string text)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match import in Import().Matches(text))
            paths[import.Groups["name"].Value] = import.Groups["path"].Value;
        return paths.Count == 0 ? [] : Use().Matches(text).Where(use => paths.ContainsKey(use.Groups["name"].Value))
            .Select(use => new IncludeDirective(use.Index, use.Index + use.Length, use.Groups["indent"].Value,
                paths[use.Groups["name"].Value], IncludeForm.Text, IncludedPart.Whole));
    }

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.Multiline;

    /// <summary>The path, and options in the lines below.</summary>
    private const string RstRest = @"[ \t]+(?<path>\S+)[ \t]*\r?(?<options>(?:\n[ \t]+:[\w-]+:[^\n]*)*)$";

    /// <summary>pymdownx.snippets: <c>--8&lt;-- "file.md:3:7"</c></summary>
    [GeneratedRegex(
        @"^(?<indent>[ \t]*)-+8<-+[ \t]+[""'](?<path>[^""':\n]+)(?::(?<range>[^""'\n]*))?[""'][ \t]*\r?$", Options)]
    private static partial Regex Snippet();

    /// <summary>mdx_include: <c>{* ../code.py ln[1:5] *}</c></summary>
    [GeneratedRegex(@"^(?<indent>[ \t]*)\{\*[ \t]*(?<path>[^\s*]+)(?<options>[^*}\n]*)\*\}[ \t]*\r?$", Options)]
    private static partial Regex MdxInclude();

    /// <summary>markdown-include: <c>{! file.md !}</c></summary>
    [GeneratedRegex(@"^(?<indent>[ \t]*)\{!>?[ \t]*(?<path>[^\s!]+)[ \t]*!\}[ \t]*\r?$", Options)]
    private static partial Regex MarkdownInclude();

    /// <summary>mdBook: <c>{{#include file.rs:2:10}}</c></summary>
    [GeneratedRegex(
        @"^(?<indent>[ \t]*)\{\{#(?:rustdoc_)?include[ \t]+(?<path>[^\s}:]+)(?::(?<range>[^\s}]*))?\}\}[ \t]*\r?$",
        Options)]
    private static partial Regex MdBook();

    /// <summary>VitePress: <c>&lt;!--@include: ./part.md{3,7}--&gt;</c></summary>
    [GeneratedRegex(
        @"^(?<indent>[ \t]*)<!--[ \t]*@include:[ \t]*(?<path>[^\s{>]+?)(?:\{(?<range>[\d,]*)\})?[ \t]*-->[ \t]*\r?$",
        Options)]
    private static partial Regex VitePress();

    /// <summary>VitePress: <c>&lt;&lt;&lt; @/code.js{2}</c></summary>
    [GeneratedRegex(@"^(?<indent>[ \t]*)<<<[ \t]+(?<path>[^\s{#]+)[^\n]*$", Options)]
    private static partial Regex VitePressCode();

    /// <summary>
    /// Tags of GitBook, Jekyll and Hugo: <c>{% include "part.md" %}</c>, <c>{{&lt; readfile file="a.yaml" &gt;}}</c>
    /// </summary>
    [GeneratedRegex(
        @"^(?<indent>[ \t]*)(?<code>\{\{[<%]|\{%)[ \t]*(?:include|include_relative|readfile)[ \t]+(?:file=|path=)?"
            + @"[""']?(?<path>[\w./-]+)[""']?[^}\n]*?[>%]?\}\}?[ \t]*\r?$",
        Options)]
    private static partial Regex Tag();

    /// <summary>Mintlify: <c>&lt;Snippet file="part.mdx" /&gt;</c></summary>
    [GeneratedRegex(@"^(?<indent>[ \t]*)<Snippet[ \t]+file=[""'](?<path>[^""'\n]+)[""'][ \t]*/>[ \t]*\r?$", Options)]
    private static partial Regex Component();

    [GeneratedRegex(@"^import[ \t]+(?<name>[A-Z]\w*)[ \t]+from[ \t]+['""](?<path>[^'""\n]+\.mdx?)['""]", Options)]
    private static partial Regex Import();

    [GeneratedRegex(@"^(?<indent>[ \t]*)<(?<name>[A-Z]\w*)\b[^>\n]*/>[ \t]*\r?$", Options)]
    private static partial Regex Use();

    [GeneratedRegex(@"^(?<indent>[ \t]*)\.\.[ \t]+include::" + RstRest, Options)]
    private static partial Regex RstInclude();

    [GeneratedRegex(@"^(?<indent>[ \t]*)\.\.[ \t]+literalinclude::" + RstRest, Options)]
    private static partial Regex RstLiteral();

    [GeneratedRegex(@"\bleveloffset=\+?(?<levels>\d)", RegexOptions.NonBacktracking)]
    private static partial Regex Offset();

    [GeneratedRegex(@"^(?<indent>)include::(?<path>[^\[\n]+)\[(?<options>[^\]\n]*)\][ \t]*\r?$", Options)]
    private static partial Regex AsciiDoc();
}
