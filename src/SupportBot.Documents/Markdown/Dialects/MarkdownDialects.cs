using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown.Dialects;

// Converts extensions of site generators to plain Markdown: MDX modules and components, admonitions, tabs and icons of
// MkDocs, containers of Docusaurus and VitePress, tags of GitBook, Hugo and Liquid, and footnotes. Code is unchanged.
internal sealed partial class MarkdownDialects
{
    private const int MaxTagLines = 30;

    private readonly string[] _lines;
    private readonly LineCursor _cursor;
    private readonly bool _isMdx;
    private readonly CleanLines _clean = new();
    private readonly Containers _containers = new();
    private readonly Footnotes _footnotes = new();
    private readonly CodeFence _fence = new();
    private readonly Statements _statements;
    private readonly Components _components;

    private MarkdownDialects(string markdown, bool isMdx)
    {
        (_lines, _isMdx) = (markdown.Split('\n'), isMdx);
        _cursor = new LineCursor(_lines);
        _statements = new Statements(_cursor);
        _components = new Components(markdown, _cursor, _containers, _clean);
    }

    // Lines end with \n. isMdx: braces contain expressions.
    public static string Clean(string markdown, bool isMdx = false) => new MarkdownDialects(markdown, isMdx).Clean();

    private string Clean()
    {
        if (_lines.Any(line => line.Contains("[^", StringComparison.Ordinal)))
            _footnotes.Take(_lines, CodeLines().Contains);
        while (!_cursor.IsAtEnd)
        {
            var line = _containers.Unindent(_cursor.Take(), out var ended);
            if (ended is { } admonitions)
            {
                _fence.End();
                _clean.End(admonitions);
            }
            Add(line);
        }
        return _clean.ToString();
    }

    private void Add(string line)
    {
        line = CodeFence.OfTag(line) ?? line;
        if (_fence.Takes(line)) _clean.AddCode(line);
        else if (!Skips(line) && !Opens(line))
        {
            if (IsHeadOfTable(line)) _clean.Add("");
            AddText(line);
        }
    }

    // A table can directly follow a paragraph, which the parser would extend instead.
    private bool IsHeadOfTable(string line) =>
        line.Contains('|') && _cursor.Below(1) is [var below] && below.Contains('|') && Rule().IsMatch(below);

    private bool Skips(string line) =>
        ((_isMdx || _containers.AreNone) && _statements.SkipModule(line)) || _statements.SkipComment(line)
        || _statements.SkipReference(line) || (_isMdx && Statements.IsExpression(line));

    private bool Opens(string line) => line.AsSpan().TrimStart() switch
    {
        ['!' or '?', '>', ' ', ..] => OpenMark(line),
        ['!' or '?' or '=', ..] => Indented().Match(line) is { Success: true } opening && OpenIndented(opening),
        [':', ':', ':', ..] or ['/', '/', '/', ..] =>
            Fenced().Match(line) is { Success: true } fence && OpenFenced(fence),
        ['>', ..] => Alert().Match(line) is { Success: true } alert && OpenQuoted(alert),
        ['{', ':', ..] => ParagraphClass().Match(line) is { Success: true } attributes && OpenParagraph(attributes),
        _ => false,
    };

    private bool OpenIndented(Match opening)
    {
        var kind = KindOf(opening, Admonitions.Of(opening.Groups["name"].Value));
        if (!_containers.Open(new Containers.Indented(opening.Groups["indent"].Length, kind))) return false;
        Begin(kind, opening);
        return true;
    }

    private bool OpenFenced(Match fence)
    {
        var (name, mark) = (fence.Groups["name"].Value, fence.Groups["mark"].Value[..1]);
        var attributes = fence.Groups["attributes"].Value;
        if (name.Length == 0 && attributes.Length == 0)
        {
            _clean.End(_containers.Close(mark));
            return true;
        }
        var kind = KindOf(fence, name.Length > 0 ? Admonitions.Of(name) : Admonitions.OfClasses(ClassOf(attributes)));
        if (!_containers.Open(new Containers.Fenced(mark, kind))) return false;
        Begin(kind, fence);
        AddTitle(TagTitle().Match(attributes).Groups["title"].Value, "");
        if (mark == "/") _statements.SkipOptions();
        return true;
    }

    // GitHub alerts and Obsidian callouts.
    private bool OpenQuoted(Match alert)
    {
        var kind = KindOf(alert, Admonitions.Of(alert.Groups["name"].Value));
        if (!_containers.Open(new Containers.Quoted(kind))) return false;
        Begin(kind, alert);
        return true;
    }

    // A class before a paragraph applies to it; one after a paragraph does not apply to the next.
    private bool OpenParagraph(Match attributes)
    {
        var kind = Admonitions.OfClasses(attributes.Groups["class"].Value);
        if (kind == Admonition.None || !_clean.IsAfterBlock) return false;
        if (!_containers.Open(new Containers.Paragraph(kind))) return false;
        _clean.Begin(kind);
        return true;
    }

    // Docsify shows such a paragraph as a tip or warning.
    private bool OpenMark(string line)
    {
        var text = line.TrimStart();
        var kind = text[0] == '!' ? Admonition.Warning : Admonition.Tip;
        if (!_containers.Open(new Containers.Paragraph(kind))) return false;
        _clean.Begin(kind);
        AddText(text[3..]);
        return true;
    }

    private void AddText(string line)
    {
        line = WithRestOfTag(line);
        while (HasTag(line) && Shortcode().Match(line) is { Success: true } tag)
        {
            var before = line[..tag.Index];
            if (!IsAdmonition(tag, before, out var name, out var kind)) break;
            if (before.Trim().Length > 0) AddLine(before);
            if (tag.Groups["end"].Success) _clean.End(_containers.Close(name));
            else if (_containers.Open(new Containers.Fenced(name, before.Length == 0 ? kind : Admonition.None)))
            {
                if (before.Length == 0) _clean.Begin(kind);
                AddTitle(TagTitle().Match(tag.Value).Groups["title"].Value, before);
            }
            line = line[(tag.Index + tag.Length)..];
        }
        AddLine(line);
    }

    private static bool HasTag(string line) => line.Contains("{%", StringComparison.Ordinal)
        || line.Contains("{{<", StringComparison.Ordinal) || line.Contains("{{%", StringComparison.Ordinal);

    private static bool IsAdmonition(Match tag, string before, out string name, out Admonition kind)
    {
        name = tag.Groups["name"].Value;
        kind = Admonitions.Of(name, TagKind().Match(tag.Value).Groups["kind"].Value);
        return kind != Admonition.None && (tag.Groups["end"].Success || before.Trim().Length == 0);
    }

    private void AddLine(string line)
    {
        _clean.Add(InlineMarks.Clean(_footnotes.Place(_components.Remove(line))));
        _clean.End(_components.TakeEnded());
    }

    private string WithRestOfTag(string line) =>
        InlineMarks.IsCut(line) && _cursor.TakeThrough(MaxTagLines, below => below.Contains('}')) is { } rest
            ? string.Join(' ', rest.Prepend(line)) : line;

    // Lines between fences before containers are known, sufficient to find footnote definitions.
    private HashSet<int> CodeLines()
    {
        var fence = new CodeFence();
        return [.. _lines.Index().Where(line => fence.Takes(line.Item)).Select(line => line.Index)];
    }

    // An admonition within a list is part of it, with its kind as title.
    private static Admonition KindOf(Match opening, Admonition kind) =>
        opening.Groups["indent"].Length == 0 ? kind : Admonition.None;

    private void Begin(Admonition kind, Match opening)
    {
        var title = opening.Groups["title"].Value;
        _clean.Begin(kind);
        var nested = kind == Admonition.None ? Admonitions.Of(opening.Groups["name"].Value) : Admonition.None;
        if (title.Length == 0 && nested != Admonition.None) title = nested.ToString();
        AddTitle(title, opening.Groups["indent"].Value);
    }

    private void AddTitle(string title, string indent)
    {
        if (InlineMarks.Bold(title, indent) is not { Length: > 0 } bold) return;
        _clean.Add(bold.TrimEnd('\n'));
        _clean.Add("");
    }

    private static string ClassOf(string attributes) => attributes.Trim('{', '}', ' ', '.').Split(' ')[0];

    [GeneratedRegex(@"^\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    // MkDocs: !!! note "Title", === "Tab"
    [GeneratedRegex(
        """^(?<indent>\s*)(?:(?:!!!|\?\?\?\+?)\s+(?<name>[\w-]+)(?:\s+[\w-]+)*(?:\s+"(?<title>[^"]*)")?"""
            + """|===[!+]?\s+"(?<title>[^"]*)")\s*$""",
        RegexOptions.NonBacktracking)]
    private static partial Regex Indented();

    // :::note Title, ::: {.callout-note}, /// note | Title
    [GeneratedRegex(
        @"^(?<indent>\s*)(?:(?<mark>:{3,})(?:\s*(?<name>[\w-]+)(?:\s*\[(?<title>[^\]]*)\]|\s+(?<title>[^{]+?))?)?"
            + @"\s*(?<attributes>\{.*\})?|(?<mark>/{3,})(?:\s*(?<name>[\w-]+)(?:\s*\|\s*(?<title>.*?))?)?)\s*$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Fenced();

    // > [!NOTE], > [!tip]- Title
    [GeneratedRegex(@"^(?<indent>\s*)>\s*\[!(?<name>\w+)\][+-]?\s*(?<title>.*?)\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Alert();

    // {: .warning }
    [GeneratedRegex(@"^\s*\{:\s*\.(?<class>[\w-]+)\s*\}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex ParagraphClass();

    // A tag of GitBook or Liquid ({% hint style="info" %}), or a Hugo shortcode.
    [GeneratedRegex(
        @"(?:\{\{[<%]|\{%-?)\s*(?<end>/|end)?\s*(?<name>[A-Za-z-]+)[^}]*?/?\s*(?:[>%]\}\}|-?%\})",
        RegexOptions.NonBacktracking)]
    private static partial Regex Shortcode();

    [GeneratedRegex(
        @"(?:(?:style|type|kind|class|color|level|severity|status)\s*=\s*[""']?|[<%]-?\s*[A-Za-z-]+\s+[""']?)"
            + @"(?<kind>[A-Za-z]+)\b(?!\s*=)")]
    private static partial Regex TagKind();

    [GeneratedRegex(
        @"\btitle\s*=\s*""(?<title>[^""]*)""|[<%]-?\s*[A-Za-z-]+\s+(?:[A-Za-z]+\s+)?""(?<title>[^""]*)""",
        RegexOptions.NonBacktracking)]
    private static partial Regex TagTitle();
}
