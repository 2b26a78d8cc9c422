using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.AsciiDoc;

// Lists are nested by their markers, not by indentation.
internal sealed partial class AsciiDocLists(AsciiDocParts parts, BlockLines lines)
{
    private readonly List<string> _open = [];

    public bool IsOfTabs { get; set; }

    // Returns an empty list and consumes nothing if there is no list.
    public IReadOnlyList<TextBlock> Take(bool isOfQuestions)
    {
        if (ItemAt(lines.Current) is not { } item || _open.Contains(item.Mark)) return [];
        _open.Add(item.Mark);
        var list = item.IsTerm ? TakeTerms(item.Mark, isOfQuestions) : [TakeItems(item.Mark)];
        _open.RemoveAt(_open.Count - 1);
        return list;
    }

    public bool IsNextItem(string line) => _open.Count > 0 && ItemAt(line) is { } item && _open.Contains(item.Mark);

    private TextBlock TakeItems(string mark)
    {
        var items = new List<string>();
        var isNumbered = mark is ['.' or '1' or '<', ..];
        while (!lines.IsAtEnd && ItemAt(lines.Current) is { } item && item.Mark == mark)
        {
            lines.Next++;
            var text = new List<string> { item.Text };
            text.AddRange(TakeText());
            var blocks = new List<TextBlock> { new(Checked(parts.Inlines(text))) };
            TakeAttached(blocks);
            items.Add(MarkdownText.Item(isNumbered ? $"{items.Count + 1}. " : "- ", [.. blocks.Where(HasText)]));
        }
        return new(string.Join('\n', items), isNumbered && mark != "<" ? BlockKind.Procedure : BlockKind.List);
    }

    private IReadOnlyList<TextBlock> TakeTerms(string mark, bool isOfQuestions)
    {
        var terms = new List<(List<string> Terms, List<(string, BlockKind)>)>();
        var pending = new List<string>();
        var blocks = new List<TextBlock>();
        while (!lines.IsAtEnd && ItemAt(lines.Current) is { } item && item.Mark == mark)
        {
            lines.Next++;
            pending.Add(parts.Inlines(item.Term));
            if (item.Text.Length == 0) lines.SkipBlank();
            if (item.Text.Length == 0 && !lines.IsAtEnd && ItemAt(lines.Current)?.Mark == mark) continue;
            blocks = [new(parts.Inlines(TakeText().Prepend(item.Text)))];
            TakeAttached(blocks);
            terms.Add((pending, [.. blocks.Where(HasText).Select(block => (block.Markdown, block.Kind))]));
            pending = [];
        }
        if (pending.Count > 0) terms.Add((pending, []));
        return DefinitionText.Blocks(terms, isOfQuestions || IsOfTabs);
    }

    private List<string> TakeText() => lines.TakeWhile(line =>
        !AsciiDocLines.EndsParagraph(line) && ItemAt(line) is null && !AsciiDocLines.IsBlockTitle(line));

    // Blocks after a plus sign, lists with other markers, and indented lines belong to the item.
    private void TakeAttached(List<TextBlock> blocks)
    {
        while (!lines.IsAtEnd)
        {
            // A nested list may have consumed empty lines.
            var isClose = !BlockLines.IsBlank(lines.Below(-1)) && !BlockLines.IsBlank(lines.Current);
            lines.SkipBlank();
            if (lines.IsAtEnd) return;
            if (lines.Current == "+") TakeContinuation(blocks);
            else if (isClose && AsciiDocLines.IsComment(lines.Current)) lines.Next++;
            else if (IsAboveList(isClose)) lines.Next++;
            else if (ItemAt(lines.Current) is { } item)
            {
                if (_open.Contains(item.Mark)) return;
                blocks.AddRange(Take(isOfQuestions: false));
            }
            else if (lines.Current.StartsWith(' ') && !isClose) blocks.AddRange(parts.TakeBlock());
            else if (blocks is [{ Markdown: "" }] && !BeginsOther(lines.Current)) blocks.AddRange(parts.TakeBlock());
            else return;
        }
    }

    // A term without text owns the block below, unless that is described or a section.
    private static bool BeginsOther(string line) =>
        AsciiDocLines.IsAttributeList(line) || AsciiDocLines.IsBlockTitle(line) || line[0] == '=';

    private void TakeContinuation(List<TextBlock> blocks)
    {
        lines.Next++;
        if (!lines.IsAtEnd && !BlockLines.IsBlank(lines.Current)
            && !(ItemAt(lines.Current) is { } item && _open.Contains(item.Mark))) blocks.AddRange(parts.TakeBlock());
    }

    // Attributes of a nested list directly follow the item's text.
    private bool IsAboveList(bool isClose) => isClose && AsciiDocLines.IsAttributeList(lines.Current)
        && ItemAt(lines.Below()) is { } item && !_open.Contains(item.Mark);

    private static bool HasText(TextBlock block) => block.Markdown.Length > 0;

    private static string Checked(string text) =>
        text.StartsWith('\\') && Box().Match(text) is { Success: true } box ? text[box.Length..] : text;

    private static ListItem? ItemAt(string line)
    {
        if (line.Length == 0 || AsciiDocLines.IsDelimiter(line) || AsciiDocLines.IsBreak(line)) return null;
        if (Item().Match(line) is { Success: true } item)
            return new(MarkOf(item.Groups["mark"].Value), "", item.Groups["text"].Value);
        var hasMark = line.Contains("::", StringComparison.Ordinal) || line.Contains(";;", StringComparison.Ordinal);
        if (!hasMark || AsciiDocLines.IsComment(line) || AsciiDocLines.IsBlockMacro(line)) return null;
        return Term().Match(line) is { Success: true } term
            ? new(term.Groups["mark"].Value, term.Groups["term"].Value, term.Groups["text"].Value) : null;
    }

    // All numbers and letters count as one marker.
    private static string MarkOf(string written) => written switch
    {
        ['<', ..] => "<",
        ['*' or '-' or '•' or '.', ..] => written,
        _ => "1",
    };

    private sealed record ListItem(string Mark, string Term, string Text)
    {
        public bool IsTerm => Term.Length > 0;
    }

    [GeneratedRegex(@"^\s*(?<mark>\*{1,5}|-|•|\.{1,5}|\d{1,9}\.|[a-zA-Z]\.|[ivxIVX]{1,6}\)|<(?:\d{1,4}|\.)>)"
        + @"\s+(?<text>\S.*)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\s*(?<term>\S.*?)(?<mark>:{2,4}|;;)(?:\s+(?<text>.*))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Term();

    [GeneratedRegex(@"^\\\[(?:x|\\\*| )\\\] ", RegexOptions.NonBacktracking)]
    private static partial Regex Box();
}
