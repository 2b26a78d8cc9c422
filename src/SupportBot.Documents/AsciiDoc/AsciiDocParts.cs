using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;

namespace SupportBot.Documents.AsciiDoc;

internal sealed partial class AsciiDocParts
{
    private const int Deepest = 20;

    private readonly BlockLines _lines;
    private readonly AsciiDocReferences _references;
    private readonly int _depth;
    private readonly AsciiDocLists _lists;
    private List<DocumentPart> _parts = [];

    private AsciiDocParts(BlockLines lines, AsciiDocReferences references, int depth)
    {
        _lines = lines;
        _references = references;
        _depth = depth;
        _lists = new AsciiDocLists(this, lines);
    }

    public static IReadOnlyList<DocumentPart> Of(string text, string id)
    {
        var references = new AsciiDocReferences(id);
        var lines = AsciiDocLines.OfText(text);
        AddSections(lines, references);
        var parts = new AsciiDocParts(lines, references, 0);
        parts.TakeHeader();
        return parts.Read();
    }

    public IReadOnlyList<DocumentPart> PartsOf(IReadOnlyList<string> lines) => _depth < Deepest
        ? new AsciiDocParts(new BlockLines(lines), _references, _depth + 1).Read()
        : [new DocumentPart.Content(MarkdownText.Escape(string.Join(' ', lines).Trim()))];

    public List<TextBlock> BlocksOf(IReadOnlyList<string> lines) => MarkdownText.Blocks(PartsOf(lines));

    public string Inlines(string text) => AsciiDocInlines.Of(_references.Attributes.Replace(text), _references);

    public string Inlines(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.Where(line => !AsciiDocLines.IsComment(line)))
            if (line.EndsWith(" +", StringComparison.Ordinal)) text.Append(line.AsSpan()[..^2].Trim()).Append('\n');
            else text.Append(line.AsSpan().Trim()).Append(' ');
        return string.Join('\n',
            text.ToString().Split('\n').Select(line => Inlines(line.Trim())).Where(line => line.Length > 0));
    }

    public List<TextBlock> TakeBlock()
    {
        var outer = _parts;
        _parts = [];
        Take();
        var blocks = MarkdownText.Blocks(_parts);
        _parts = outer;
        return blocks;
    }

    private List<DocumentPart> Read()
    {
        for (_lines.SkipBlank(); !_lines.IsAtEnd; _lines.SkipBlank()) Take();
        return _parts;
    }

    private void Take()
    {
        if (TakeAttributes() is not { } attributes || TakeHeading(attributes)) return;
        var from = _parts.Count;
        if (!(TakeDelimited(attributes) || TakeList(attributes))) TakeParagraph(attributes);
        AddTitle(attributes, from);
        AddAdmonition(attributes.Style, from);
    }

    // Returns null if no block follows immediately.
    private BlockAttributes? TakeAttributes()
    {
        var attributes = new BlockAttributes();
        for (; !_lines.IsAtEnd && !BlockLines.IsBlank(_lines.Current); _lines.Next++)
        {
            var line = _lines.Current;
            if (AsciiDocLines.IsAttributeList(line)) attributes.Add(_references.Attributes.Replace(line));
            else if (AsciiDocLines.IsBlockTitle(line)) attributes.Title = line[1..];
            else if (AsciiDocAttributes.IsEntry(line)) _references.Attributes.Take(line);
            else if (!IsSkipped(line)) return attributes;
        }
        return null;
    }

    private static bool IsSkipped(string line) => AsciiDocLines.IsComment(line) || AsciiDocLines.IsBreak(line)
        || AsciiDocLines.IsBlockMacro(line) || line == "+";

    // Author and revision below the document title are not text.
    private void TakeHeader()
    {
        while (!_lines.IsAtEnd && (BlockLines.IsBlank(_lines.Current) || AsciiDocLines.IsComment(_lines.Current)
            || AsciiDocAttributes.IsEntry(_lines.Current)))
            _references.Attributes.Take(_lines.Take());
        if (_lines.IsAtEnd || !_lines.Current.StartsWith("= ", StringComparison.Ordinal)) return;
        var title = _lines.Take()[2..];
        foreach (var line in _lines.TakeWhile(line => !BlockLines.IsBlank(line))) _references.Attributes.Take(line);
        AddHeading(1, title, null);
    }

    private bool TakeHeading(BlockAttributes attributes)
    {
        if (Heading().Match(_lines.Current) is { Success: true } heading)
        {
            _lines.Next++;
            var mark = heading.Groups["mark"].Value;
            var text = heading.Groups["text"].Value;
            if (text.EndsWith($" {mark}", StringComparison.Ordinal)) text = text[..^mark.Length];
            AddHeading(mark.Length, text, attributes.Id);
            return true;
        }
        if (!IsUnderlined(_lines)) return false;
        var title = _lines.Take();
        AddHeading("=-~^+".IndexOf(_lines.Take()[0]) + 1, title, attributes.Id);
        return true;
    }

    private void AddHeading(int level, string text, string? id)
    {
        var title = MarkdownText.Plain(Inlines(text.Trim()));
        id ??= OwnId().Match(text) is { Success: true } own ? own.Groups["id"].Value : null;
        if (title.Length > 0)
            _parts.Add(new DocumentPart.Heading(Math.Min(level, 6), title, id ?? _references.IdOf(title)));
    }

    private bool TakeDelimited(BlockAttributes attributes)
    {
        var delimiter = _lines.Current;
        if (!AsciiDocLines.IsDelimiter(delimiter)) return false;
        _lines.Next++;
        var isFence = delimiter.StartsWith('`');
        var content = _lines.TakeThrough(line => line == (isFence ? "```" : delimiter));
        if (attributes.Style == "comment" || content.Count == 0) return true;
        switch (delimiter)
        {
            case ['/', ..]: break;
            case ['|' or '!' or ',' or ':', ..]: AddTable(content, attributes, delimiter[0]); break;
            case ['+', ..]: _parts.AddRange(HtmlParts.OfFragment(string.Join('\n', content))); break;
            case ['`', ..]: AddCode(content, delimiter.Trim('`', ' '), attributes); break;
            case ['.', ..] or ['-', '-', '-', ..]: AddCode(content, attributes.Language, attributes); break;
            case "--" when IsCode(attributes.Style): AddCode(content, attributes.Language, attributes); break;
            case ['_', ..]: Add(MarkdownText.Quote(BlocksOf(content)), BlockKind.Quote); break;
            case ['=', ..] when attributes.Style == "tabs": _parts.AddRange(AsTabs(content)); break;
            default: _parts.AddRange(PartsOf(content)); break;
        }
        return true;
    }

    // Tabs are a list of terms, each the title of a tab.
    private List<DocumentPart> AsTabs(IReadOnlyList<string> content)
    {
        var tabs = new AsciiDocParts(new BlockLines(content), _references, _depth + 1);
        tabs._lists.IsOfTabs = true;
        return tabs.Read();
    }

    private void AddTable(List<string> content, BlockAttributes attributes, char separator)
    {
        Add(AsciiDocTables.Markdown(this, content, attributes, separator), BlockKind.Table);
        attributes.Title = "";
    }

    private void AddCode(IReadOnlyList<string> lines, string language, BlockAttributes attributes)
    {
        var hasAttributes = attributes["subs"].Contains("attributes", StringComparison.Ordinal)
            || attributes["subs"].Contains("normal", StringComparison.Ordinal);
        var code = lines.Select(line => Callout().Replace(line, ""));
        if (hasAttributes) code = code.Select(_references.Attributes.Replace);
        Add(MarkdownText.CodeBlock([.. code], Language().IsMatch(language) ? language : ""), BlockKind.Code);
    }

    private bool TakeList(BlockAttributes attributes)
    {
        var list = _lists.Take(attributes.Style == "qanda");
        _parts.AddRange(list.Select(block => new DocumentPart.Content(block)));
        return list.Count > 0;
    }

    private void TakeParagraph(BlockAttributes attributes)
    {
        var isLiteral = _lines.Current.StartsWith(' ') && attributes.Style.Length == 0;
        var first = _lines.Take();
        var text = _lines.TakeWhile(line => !AsciiDocLines.EndsParagraph(line) && !_lists.IsNextItem(line))
            .Prepend(first).ToList();
        if (isLiteral || IsCode(attributes.Style))
            AddCode(text, attributes.Language, attributes);
        else if (Label().Match(first) is { Success: true } label)
        {
            text[0] = first[label.Length..];
            var from = _parts.Count;
            Add(Inlines(text));
            AddAdmonition(label.Groups["name"].Value, from);
        }
        else if (attributes.Style is "quote" or "verse") Add(MarkdownText.Quote([new(Inlines(text))]), BlockKind.Quote);
        else Add(attributes.Options.Contains("hardbreaks")
            ? string.Join('\n', text.Select(Inlines)) : Inlines(text));
    }

    // In bold, unless it only repeats the kind of the admonition.
    private void AddTitle(BlockAttributes attributes, int from)
    {
        var title = attributes.Title.Length > 0 ? Inlines(attributes.Title) : "";
        if (title.Length > 0 && _parts.Count > from && Admonitions.Of(title) == Admonition.None)
            _parts.Insert(from, new DocumentPart.Content(MarkdownText.Bold(title)));
    }

    private void AddAdmonition(string name, int from)
    {
        var kind = IsLabel(name) ? Admonitions.Of(name) : Admonition.None;
        for (var i = from; i < _parts.Count; i++)
            if (_parts[i] is DocumentPart.Content { Block: { Admonition: Admonition.None } block })
                _parts[i] = new DocumentPart.Content(block with { Admonition = kind });
    }

    private static bool IsCode(string style) => style is "source" or "listing" or "literal";

    private static bool IsLabel(string name) => name is "NOTE" or "TIP" or "IMPORTANT" or "WARNING" or "CAUTION";

    private void Add(string markdown, BlockKind kind = BlockKind.Paragraph)
    {
        if (markdown.Trim().Length > 0) _parts.Add(new DocumentPart.Content(markdown, kind));
    }

    private static bool IsUnderlined(BlockLines lines)
    {
        var (title, line) = (lines.Current, lines.Below());
        return line.Length > 1 && "=-~^+".Contains(line[0]) && line.AsSpan().IndexOfAnyExcept(line[0]) < 0
            && Math.Abs(line.Length - title.Length) <= 1 && title.Length > 0 && char.IsLetterOrDigit(title[0]);
    }

    private static void AddSections(BlockLines lines, AsciiDocReferences references)
    {
        var id = "";
        foreach (var line in lines.All)
            if (Heading().Match(line) is { Success: true } heading)
            {
                if (id.Length > 0) references.Add(id, heading.Groups["text"].Value);
                id = "";
            }
            else if (!AsciiDocLines.IsAttributeList(line)) id = BlockLines.IsBlank(line) ? id : "";
            else if (OwnId().Match(line) is { Success: true } own) id = own.Groups["id"].Value;
    }

    [GeneratedRegex(@"^(?<mark>={1,6}|#{1,6})\s+(?<text>\S.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<name>NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Label();

    [GeneratedRegex(@"\[(?:\[|#)(?<id>[^\[\],.%#]+)", RegexOptions.NonBacktracking)]
    private static partial Regex OwnId();

    // Numbers at the ends of code lines, which a list below explains.
    [GeneratedRegex(@"(?:\s*(?://|#|--|;;)?\s*(?:<\d+>|<\.>|<!--\d+-->))+\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Callout();

    [GeneratedRegex(@"^[\w+#-]{1,30}$", RegexOptions.NonBacktracking)]
    private static partial Regex Language();
}
