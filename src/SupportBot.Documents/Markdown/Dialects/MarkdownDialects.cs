using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Documents.Html;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>
/// Makes plain Markdown of what site generators add to it: modules and components of MDX, admonitions, tabs and icons
/// of MkDocs, containers of Docusaurus and VitePress, tags of GitBook, Hugo and Liquid, footnotes. Code is left alone.
/// </summary>
internal sealed partial class MarkdownDialects
{
    /// <summary>A statement or comment of more lines is taken for text.</summary>
    private const int MaxLines = 100;

    private const int MaxTagLines = 30;

    /// <summary>Signs before a tag that begins a list item or quote.</summary>
    private const int MaxMark = 40;

    private readonly string[] _lines;
    private readonly bool _isMdx;
    private readonly List<string> _clean = [];
    private readonly Containers _containers = new();
    private readonly Footnotes _footnotes = new();
    private readonly CodeFence _fence = new();
    private readonly HashSet<string> _closed;
    private int _next;

    private MarkdownDialects(string markdown, bool isMdx)
    {
        (_lines, _isMdx) = (markdown.Split('\n'), isMdx);
        _closed = [.. Closing().Matches(markdown).Select(match => match.Groups["name"].Value)];
    }

    /// <param name="markdown">With <c>\n</c> at the ends of lines.</param>
    /// <param name="isMdx">Whether braces hold expressions.</param>
    public static string Clean(string markdown, bool isMdx = false) => new MarkdownDialects(markdown, isMdx).Clean();

    private string Clean()
    {
        if (_lines.Any(line => line.Contains("[^", StringComparison.Ordinal)))
            _footnotes.Take(_lines, CodeLines().Contains);
        while (_next < _lines.Length)
        {
            var line = _containers.Unindent(_lines[_next++], out var hasEnded);
            if (hasEnded) _fence.End();
            Add(line);
        }
        return string.Join('\n', _clean);
    }

    private void Add(string line)
    {
        if (_fence.Takes(line)) _clean.Add(line);
        else if (SkipStatement(line) || SkipComment(line) || SkipReference(line)) return;
        else if (line.AsSpan().TrimStart() is ['!' or '?' or '=', ..]
            && Indented().Match(line) is { Success: true } opening)
        {
            _containers.Open(opening.Groups["indent"].Length, component: null);
            _clean.Add(Bold(opening));
        }
        else if (line.AsSpan().TrimStart() is [':', ':', ':', ..] or ['/', '/', '/', ..]
            && Container().Match(line) is { Success: true } container)
            _clean.Add(Bold(container));
        else if (!_isMdx || !Expression().IsMatch(line))
            _clean.Add(InlineMarks.Clean(_footnotes.Place(WithoutComponents(WithRestOfTag(line)))));
    }

    /// <summary>The line with those below that a tag of Hugo or GitBook goes on in.</summary>
    private string WithRestOfTag(string line)
    {
        if (!InlineMarks.IsCut(line)) return line;
        var end = Array.FindIndex(_lines, _next, Math.Min(MaxTagLines, _lines.Length - _next), l => l.Contains('}'));
        if (end < 0) return line;
        line = string.Join(' ', _lines[_next..(end + 1)].Prepend(line));
        _next = end + 1;
        return line;
    }

    /// <summary>Passes over what MkDocs makes of source code, with its options: <c>::: package.Class</c></summary>
    private bool SkipReference(string line)
    {
        if (!line.StartsWith("::: ", StringComparison.Ordinal) || !Reference().IsMatch(line)) return false;
        while (_next < _lines.Length && _lines[_next] is "" or [' ' or '\t', ..]) _next++;
        return true;
    }

    /// <summary>Passes over <c>import</c> and <c>export</c>, as far as they go.</summary>
    private bool SkipStatement(string line)
    {
        if (!line.StartsWith("import ", StringComparison.Ordinal)
            && !line.StartsWith("export ", StringComparison.Ordinal)) return false;
        if (!_isMdx && !_containers.AreNone) return false;
        if (Import().IsMatch(line)) return true;
        if (!OpenImport().IsMatch(line) && !Export().IsMatch(line)) return false;
        // It ends with its last brace.
        var depth = 0;
        for (var i = _next - 1; i < Math.Min(_lines.Length, _next + MaxLines); i++)
        {
            depth += _lines[i].Count(c => c is '{' or '(' or '[') - _lines[i].Count(c => c is '}' or ')' or ']');
            if (depth > 0) continue;
            _next = i + 1;
            return true;
        }
        return false;
    }

    /// <summary>Passes over a comment of MDX on lines of its own.</summary>
    private bool SkipComment(string line)
    {
        if (!line.AsSpan().TrimStart().StartsWith("{/*")) return false;
        const string End = "*/}";
        var text = line.AsSpan().TrimEnd();
        if (text.IndexOf(End) is >= 0 and var at) return at == text.Length - End.Length;
        var end = Array.FindIndex(
            _lines, _next, Math.Min(MaxLines, _lines.Length - _next), l => l.Contains(End, StringComparison.Ordinal));
        if (end >= 0) _next = end + 1;
        return end >= 0;
    }

    /// <summary>The line without the tags of components, whose titles stay; tags may go on in lines below.</summary>
    private string WithoutComponents(string line)
    {
        if (!line.Contains('<') || !TagStart().IsMatch(line)) return line;
        var clean = new StringBuilder();
        var column = Containers.Indent(line);
        var opened = new List<string>();
        var spans = new Queue<(int Start, int End)>(CodeSpans.In(line));
        var at = 0;
        for (var start = line.IndexOf('<'); start >= 0; start = line.IndexOf('<', Math.Max(at, start + 1)))
        {
            while (spans.TryPeek(out var span) && span.End <= start) spans.Dequeue();
            if (spans.TryPeek(out var code) && code.Start <= start) continue;
            if (ReadTag(line, start, out var joined) is not { } tag) continue;
            if (joined is not null)
            {
                clean.Append(line, at, start - at);
                (line, start, at, spans) = (joined, 0, 0, new(CodeSpans.In(joined)));
            }
            if (!IsComponent(tag) && !(tag.HasExpressions && HtmlNames.IsElement($"<{tag.Name}"))) continue;
            clean.Append(line, at, start - at);
            at = start + tag.Length;
            if (!tag.IsComponent)
            {
                clean.Append(tag.Html);
                continue;
            }
            if (tag.IsClosing && !opened.Remove(tag.Name)) _containers.Close(tag.Name);
            if (!tag.IsClosing && !tag.IsEmpty) opened.Add(tag.Name);
            if (!tag.IsClosing && IsStart(clean)) clean.Append(Text(tag, new string(' ', column)));
        }
        foreach (var name in opened) _containers.Open(column, name);
        return clean.Append(line, at, line.Length - at).ToString();
    }

    /// <summary>Whether a tag begins the line, but for the mark of a list or quote.</summary>
    private static bool IsStart(StringBuilder before) =>
        before.Length < MaxMark && before.ToString().AsSpan().TrimStart(" \t>-*+.)0123456789").IsEmpty;

    private static string Text(ComponentTag tag, string indent)
    {
        var title = tag.Title is { } text ? $"**{text}**\n\n{indent}" : "";
        return tag.Description is { } description ? $"{title}{description}\n\n{indent}" : title;
    }

    /// <summary>A name in angle brackets alone, such as <c>&lt;YourName&gt;</c>, is for readers.</summary>
    private bool IsComponent(ComponentTag tag) =>
        tag.IsComponent && (tag.IsClosing || tag.IsEmpty || tag.HasAttributes || _closed.Contains(tag.Name));

    /// <returns>Null where no tag begins. A tag that goes on in lines below takes them: they are joined to it.</returns>
    private ComponentTag? ReadTag(string line, int start, out string? joined)
    {
        joined = null;
        if (ComponentTag.Read(line, start, out var isCut) is { } tag) return tag;
        var text = new StringBuilder(line, start, line.Length - start, ComponentTag.MaxLength);
        for (var next = _next; isCut && next < Math.Min(_lines.Length, _next + MaxTagLines); next++)
        {
            text.Append('\n').Append(_lines[next]);
            if (!_lines[next].Contains('>')) continue;
            joined = text.ToString();
            if (ComponentTag.Read(joined, 0, out isCut) is not { } read) continue;
            _next = next + 1;
            return read;
        }
        joined = null;
        return null;
    }

    /// <summary>The lines between fences, before containers are known: enough to find definitions of footnotes.</summary>
    private HashSet<int> CodeLines()
    {
        var fence = new CodeFence();
        return [.. _lines.Index().Where(line => fence.Takes(line.Item)).Select(line => line.Index)];
    }

    private static string Bold(Match opening) =>
        InlineMarks.Bold(opening.Groups["title"].Value, opening.Groups["indent"].Value);

    /// <summary>Admonitions (<c>!!! note "Title"</c>) and tabs (<c>=== "Title"</c>) of MkDocs.</summary>
    [GeneratedRegex(
        """^(?<indent>\s*)(?:(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+[\w-]+)*(?:\s+"(?<title>[^"]*)")?"""
            + """|===[!+]?\s+"(?<title>[^"]*)")\s*$""",
        RegexOptions.NonBacktracking)]
    private static partial Regex Indented();

    /// <summary><c>:::note Title</c>, <c>/// note | Title</c></summary>
    [GeneratedRegex(
        @"^(?<indent>\s*)(?::{3,}(?:\s*[\w-]+(?:\s*\[(?<title>[^\]]*)\]|\s+(?<title>[^{]+?))?\s*(?:\{.*\})?)?"
            + @"|/{3,}(?:\s*[\w-]+(?:\s*\|\s*(?<title>.*?))?)?)\s*$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Container();

    [GeneratedRegex(@"^:::\s+\w+(?:\.\w+)+\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^import\s+(?:[\w*{][^'""]*\bfrom\s+)?(?:'[^']+'|""[^""]+"");?\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Import();

    [GeneratedRegex(@"^import\s+(?:\w+\s*,\s*)?\{[^}]*$", RegexOptions.NonBacktracking)]
    private static partial Regex OpenImport();

    [GeneratedRegex(
        @"^export\s+(?:(?:const|let|var|function|async|class)\s+\w|default\s|\{)", RegexOptions.NonBacktracking)]
    private static partial Regex Export();

    /// <summary>A line of MDX that is only an expression: <c>{props.children}</c></summary>
    [GeneratedRegex(@"^\s*\{[\w.]+(?:\([^)]*\))?\}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Expression();

    [GeneratedRegex(@"</(?<name>[A-Z][\w.]*)\s*>", RegexOptions.NonBacktracking)]
    private static partial Regex Closing();

    [GeneratedRegex(@"</?[A-Z]|<[a-z][^>]*\{|<[a-z]\w*\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex TagStart();
}
