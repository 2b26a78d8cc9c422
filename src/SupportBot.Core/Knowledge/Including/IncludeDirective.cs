using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge.Including;

// How an included file is embedded in the document.
internal enum IncludeForm
{
    Text,

    Code,

    RstCode,
}

// Start and end are offsets, the end exclusive. The indent is put before each line of the file. The path is as written,
// without a range.
internal sealed partial record IncludeDirective(
    int Start, int End, string Indent, string Path, IncludeForm Form, IncludedPart Part)
{
    // The number of levels by which headings are moved down, an AsciiDoc option.
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

    // The extension is in lower case; lines end with \n or \r\n.
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

    // MDX components that are other files: import Part from './_part.mdx', then <Part />.
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

    private const string RstRest = @"[ \t]+(?<path>\S+)[ \t]*\r?(?<options>(?:\n[ \t]+:[\w-]+:[^\n]*)*)$";

    // pymdownx.snippets: --8<-- "file.md:3:7"
    [GeneratedRegex(
        @"^(?<indent>[ \t]*)-+8<-+[ \t]+[""'](?<path>[^""':\n]+)(?::(?<range>[^""'\n]*))?[""'][ \t]*\r?$", Options)]
    private static partial Regex Snippet();

    // mdx_include: {* ../code.py ln[1:5] *}
    [GeneratedRegex(@"^(?<indent>[ \t]*)\{\*[ \t]*(?<path>[^\s*]+)(?<options>[^*}\n]*)\*\}[ \t]*\r?$", Options)]
    private static partial Regex MdxInclude();

    // markdown-include: {! file.md !}
    [GeneratedRegex(@"^(?<indent>[ \t]*)\{!>?[ \t]*(?<path>[^\s!]+)[ \t]*!\}[ \t]*\r?$", Options)]
    private static partial Regex MarkdownInclude();

    // mdBook: {{#include file.rs:2:10}}
    [GeneratedRegex(
        @"^(?<indent>[ \t]*)\{\{#(?:rustdoc_)?include[ \t]+(?<path>[^\s}:]+)(?::(?<range>[^\s}]*))?\}\}[ \t]*\r?$",
        Options)]
    private static partial Regex MdBook();

    // VitePress: <!--@include: ./part.md{3,7}-->
    [GeneratedRegex(
        @"^(?<indent>[ \t]*)<!--[ \t]*@include:[ \t]*(?<path>[^\s{>]+?)(?:\{(?<range>[\d,]*)\})?[ \t]*-->[ \t]*\r?$",
        Options)]
    private static partial Regex VitePress();

    // VitePress: <<< @/code.js{2}
    [GeneratedRegex(@"^(?<indent>[ \t]*)<<<[ \t]+(?<path>[^\s{#]+)[^\n]*$", Options)]
    private static partial Regex VitePressCode();

    // GitBook, Jekyll and Hugo: {% include "part.md" %}, {{< readfile file="a.yaml" >}}
    [GeneratedRegex(
        @"^(?<indent>[ \t]*)(?<code>\{\{[<%]|\{%)[ \t]*(?:include|include_relative|readfile)[ \t]+(?:file=|path=)?"
            + @"[""']?(?<path>[\w./-]+)[""']?[^}\n]*?[>%]?\}\}?[ \t]*\r?$",
        Options)]
    private static partial Regex Tag();

    // Mintlify: <Snippet file="part.mdx" />
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
