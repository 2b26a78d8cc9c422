using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.PlainText;

internal sealed partial class PlainTextParts
{
    private const int Deepest = 20;

    private const int CodeIndent = 4;

    private readonly BlockLines _lines;
    private readonly UnderlinedTitles _titles = new();
    private readonly int _depth;
    private readonly List<DocumentPart> _parts = [];

    private PlainTextParts(BlockLines lines, int depth)
    {
        _lines = lines;
        _depth = depth;
    }

    public static IReadOnlyList<DocumentPart> Of(string text) => new PlainTextParts(BlockLines.OfText(text), 0).Read();

    private List<DocumentPart> Read()
    {
        for (_lines.SkipBlank(); !_lines.IsAtEnd; _lines.SkipBlank())
            if (_titles.Take(_lines) is { } title) _parts.Add(new DocumentPart.Heading(title.Level, title.Text, null));
            else if (UnderlinedTitles.IsTransition(_lines.Current)) _lines.Next++;
            else if (Item().IsMatch(_lines.Current)) TakeList();
            else if (BlockLines.Indent(_lines.Current) >= CodeIndent)
                Add(MarkdownText.CodeBlock(_lines.TakeIndented(CodeIndent)), BlockKind.Code);
            else TakeParagraph();
        return _parts;
    }

    private void TakeParagraph()
    {
        var lines = new List<string> { _lines.Take() };
        while (!_lines.IsAtEnd && !BlockLines.IsBlank(_lines.Current) && !Item().IsMatch(_lines.Current)
            && !UnderlinedTitles.IsTransition(_lines.Current)) lines.Add(_lines.Take());
        Add(string.Join('\n', lines.Select(line => MarkdownText.Escape(line.Trim()))), BlockKind.Paragraph);
    }

    private void TakeList()
    {
        var isNumbered = IsNumbered(_lines.Current);
        var indent = BlockLines.Indent(_lines.Current);
        var items = new List<string>();
        for (; !_lines.IsAtEnd && Item().Match(_lines.Current) is { Success: true } item
            && BlockLines.Indent(_lines.Current) <= indent && IsNumbered(_lines.Current) == isNumbered;
            _lines.SkipBlank())
        {
            var first = _lines.Take()[item.Length..];
            var body = BlockLines.Dedent(_lines.TakeIndented(indent + 1)).Prepend(first);
            items.Add(MarkdownText.Item(isNumbered ? $"{items.Count + 1}. " : "- ", BlocksOf([.. body])));
        }
        Add(string.Join('\n', items), isNumbered ? BlockKind.Procedure : BlockKind.List);
    }

    private List<TextBlock> BlocksOf(IReadOnlyList<string> lines) => _depth < Deepest
        ? MarkdownText.Blocks(new PlainTextParts(new BlockLines(lines), _depth + 1).Read())
        : [new(MarkdownText.Escape(string.Join(' ', lines).Trim()))];

    private void Add(string markdown, BlockKind kind)
    {
        if (markdown.Length > 0) _parts.Add(new DocumentPart.Content(markdown, kind));
    }

    private static bool IsNumbered(string line) => char.IsAsciiDigit(line.TrimStart()[0]);

    [GeneratedRegex(@"^ {0,12}(?:[-*•]|\d{1,3}[.)])\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Item();
}
