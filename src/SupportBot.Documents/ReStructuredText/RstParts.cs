using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.ReStructuredText;

internal sealed class RstParts
{
    private const int Deepest = 30;

    private readonly BlockLines _lines;
    private readonly RstReferences _references;
    private readonly UnderlinedTitles _titles;
    private readonly int _depth;
    private readonly List<DocumentPart> _parts = [];

    private RstParts(BlockLines lines, RstReferences references, UnderlinedTitles titles, int depth)
    {
        _lines = lines;
        _references = references;
        _titles = titles;
        _depth = depth;
    }

    public static IReadOnlyList<DocumentPart> Of(string text)
    {
        var lines = BlockLines.OfText(text);
        return new RstParts(lines, RstReferences.Of(lines), new UnderlinedTitles(), 0).Read();
    }

    public IReadOnlyList<DocumentPart> PartsOf(IReadOnlyList<string> lines) => _depth < Deepest
        ? new RstParts(new BlockLines(lines), _references, _titles, _depth + 1).Read()
        : [new DocumentPart.Content(MarkdownText.Escape(string.Join(' ', lines).Trim()))];

    public List<TextBlock> BlocksOf(IReadOnlyList<string> lines) => MarkdownText.Blocks(PartsOf(lines));

    public string Inlines(string text) => RstInlines.Of(text, _references);

    private List<DocumentPart> Read()
    {
        for (_lines.SkipBlank(); !_lines.IsAtEnd; _lines.SkipBlank())
            if (!(TakeIndented() || TakeTitle() || TakeExplicit() || TakeList() || TakeTable() || TakeDefinitions()))
                TakeParagraph();
        return _parts;
    }

    private void Add(string markdown, BlockKind kind = BlockKind.Paragraph)
    {
        if (markdown.Trim().Length > 0) _parts.Add(new DocumentPart.Content(markdown, kind));
    }

    // Indented paragraphs are quotes; lists are often indented for appearance only.
    private bool TakeIndented()
    {
        if (BlockLines.Indent(_lines.Current) == 0) return false;
        var parts = PartsOf(BlockLines.Dedent(_lines.TakeIndented()));
        var isQuote = parts.All(part =>
            part is DocumentPart.Content { Block: { Kind: BlockKind.Paragraph, Admonition: Admonition.None } });
        if (isQuote)
            Add(MarkdownText.Quote(MarkdownText.Blocks(parts)), BlockKind.Quote);
        else _parts.AddRange(parts);
        return true;
    }

    private bool TakeTitle()
    {
        if (_titles.Take(_lines) is { } title)
        {
            var text = MarkdownText.Plain(Inlines(title.Text));
            if (text.Length > 0) _parts.Add(new DocumentPart.Heading(title.Level, text, Id: null));
            return true;
        }
        if (!UnderlinedTitles.IsTransition(_lines.Current)) return false;
        _lines.Next++;
        return true;
    }

    // Other text after two dots is a comment or already processed, such as footnotes.
    private bool TakeExplicit()
    {
        var line = _lines.Current;
        if (line.StartsWith("__ ", StringComparison.Ordinal)) _lines.Next++;
        else if (line != ".." && !line.StartsWith(".. ", StringComparison.Ordinal)) return false;
        else if (RstDirective.Take(_lines) is { } directive) _parts.AddRange(new RstDirectiveParts(this).Of(directive));
        else SkipExplicit();
        return true;
    }

    private void SkipExplicit()
    {
        // Two dots above an empty line are an empty comment, which does not include indented lines below.
        var isEmpty = _lines.Take() == ".." && !_lines.IsAtEnd && BlockLines.IsBlank(_lines.Current);
        if (!isEmpty) _lines.TakeIndented();
    }

    private bool TakeList()
    {
        var list = new RstLists(this, _lines).Take();
        _parts.AddRange(list);
        return list.Count > 0;
    }

    private bool TakeTable()
    {
        if (RstTables.Take(_lines) is not { } table) return false;
        if (table.Rows is not { } rows) Add(MarkdownText.CodeBlock(table.Lines), BlockKind.Code);
        else Add(RstTables.Markdown(this, rows, table.HasHead), BlockKind.Table);
        return true;
    }

    private bool TakeDefinitions()
    {
        if (!IsDefinition()) return false;
        var definitions = new List<(List<string>, List<(string, BlockKind)>)>();
        for (; !_lines.IsAtEnd && IsDefinition(); _lines.SkipBlank())
        {
            var term = _lines.Take().Split(" : ")[0];
            var blocks = BlocksOf(BlockLines.Dedent(_lines.TakeIndented()));
            definitions.Add(([Inlines(term)], [.. blocks.Select(block => (block.Markdown, block.Kind))]));
        }
        _parts.AddRange(DefinitionText.Blocks(definitions).Select(block => new DocumentPart.Content(block)));
        return true;
    }

    private bool IsDefinition() => BlockLines.Indent(_lines.Current) == 0 && !BlockLines.IsBlank(_lines.Below())
        && BlockLines.Indent(_lines.Below()) > 0 && !_lines.Current.EndsWith("::", StringComparison.Ordinal)
        && !_lines.Current.StartsWith("..", StringComparison.Ordinal) && !RstLists.IsItem(_lines);

    private void TakeParagraph()
    {
        var first = _lines.Take();
        var text = string.Join('\n',
            _lines.TakeWhile(line => !BlockLines.IsBlank(line) && BlockLines.Indent(line) == 0).Prepend(first));
        if (!text.EndsWith("::", StringComparison.Ordinal))
        {
            Add(Inlines(text));
            return;
        }
        var announcement = text[..^2].TrimEnd();
        Add(announcement.Length == 0 ? "" : $"{Inlines(announcement)}{(text[^3] is ' ' or '\n' ? "" : ":")}");
        Add(MarkdownText.CodeBlock(TakeLiteral()), BlockKind.Code);
    }

    // Indented lines, or lines that all start with the same punctuation character.
    private List<string> TakeLiteral()
    {
        _lines.SkipBlank();
        if (_lines.IsAtEnd) return [];
        if (BlockLines.Indent(_lines.Current) > 0) return _lines.TakeIndented();
        var mark = _lines.Current[0];
        var isMarkup = char.IsLetterOrDigit(mark) || mark is '.' or '`' or '*' or ':'
            || UnderlinedTitles.IsRule(_lines.Below());
        return isMarkup ? [] : _lines.TakeWhile(line => line.StartsWith(mark));
    }
}
