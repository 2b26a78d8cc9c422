using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.AsciiDoc;

internal sealed partial class AsciiDocTables
{
    // Wider tables are drawings.
    private const int MaxColumns = 200;

    private const int MaxSpan = 50;

    private const int MaxRepeated = 200;
    private const int MaxCopies = 20;
    private const int MaxSpec = 20;

    private readonly List<List<string>> _rows = [];
    private readonly Dictionary<int, (string Text, int Rows)> _above = [];
    private readonly int _width;
    private List<string> _row = [];

    private AsciiDocTables(int width) => _width = width;

    public static string Markdown(AsciiDocParts parts, List<string> lines, BlockAttributes attributes, char separator)
    {
        var columns = Columns(attributes["cols"]);
        var hasHead = attributes.Options.Contains("header") || HasImplicitHead(lines);
        if (attributes["separator"] is [var own]) separator = own;
        var rows = separator is ',' or ':' || attributes["format"] is "csv" or "dsv" or "tsv"
            ? Values(parts, lines, attributes, separator)
            : Cells(parts, lines, columns, separator);
        return MarkdownText.Table(rows, hasHead, attributes.Title.Length > 0 ? parts.Inlines(attributes.Title) : "");
    }

    private static List<List<string>> Values(
        AsciiDocParts parts, List<string> lines, BlockAttributes attributes, char separator)
    {
        if (attributes["format"] is "dsv") separator = ':';
        else if (attributes["format"] is "tsv") separator = '\t';
        else if (separator == '|') separator = ',';
        return [.. SeparatedValues.Rows(string.Join('\n', lines), separator)
            .Select(row => row.Select(parts.Inlines).ToList())];
    }

    private static List<List<string>> Cells(AsciiDocParts parts, List<string> lines, List<char> columns, char separator)
    {
        var cells = Split(string.Join('\n', lines), separator);
        var width = columns.Count > 0 ? columns.Count : CountOfFirstLine(lines, separator);
        var table = new AsciiDocTables(Math.Clamp(width, 1, MaxColumns));
        foreach (var (spec, text) in cells) table.Add(parts, CellSpec.Match(spec), text, columns);
        return table.End();
    }

    private void Add(AsciiDocParts parts, Match spec, string text, List<char> columns)
    {
        var copies = spec.Groups["copies"].Success ? Math.Clamp(Number(spec, "copies"), 1, MaxCopies) : 1;
        var span = Math.Clamp(Number(spec, "columns"), 1, _width);
        var below = Math.Clamp(Number(spec, "rows"), 1, MaxSpan);
        for (var i = 0; i < copies; i++)
        {
            TakeFromAbove();
            var style = spec.Groups["style"].Value is [var own] ? own : columns.ElementAtOrDefault(_row.Count);
            AddCell(Text(parts, text, style), span, below);
        }
    }

    private void AddCell(string text, int span, int rows)
    {
        for (var i = 0; i < span && _row.Count < _width; i++)
        {
            var repeated = i == 0 || text.Length <= MaxRepeated ? text : "";
            if (rows > 1 && _rows.Count < MaxColumns * MaxSpan) _above[_row.Count] = (repeated, rows - 1);
            _row.Add(repeated);
        }
        if (_row.Count >= _width) EndRow();
    }

    private void TakeFromAbove()
    {
        while (_above.Count > 0 && _above.Remove(_row.Count, out var cell))
        {
            if (cell.Rows > 1) _above[_row.Count] = cell with { Rows = cell.Rows - 1 };
            _row.Add(cell.Text);
            if (_row.Count >= _width) EndRow();
        }
    }

    private void EndRow()
    {
        _rows.Add(_row);
        _row = [];
    }

    private List<List<string>> End()
    {
        if (_row.Count > 0) EndRow();
        return _rows;
    }

    private static string Text(AsciiDocParts parts, string text, char style) => style switch
    {
        'a' => MarkdownText.Cell(parts.BlocksOf([.. text.Trim('\n').Split('\n')])),
        'l' or 'm' => MarkdownText.Code(text),
        _ => MarkdownText.Cell(text.Trim().Split("\n\n")
            .Select(paragraph => new TextBlock(parts.Inlines(paragraph.Split('\n'))))),
    };

    // Each cell has the specification before its separator, such as 2+a.
    private static List<(string Spec, string Text)> Split(string text, char separator)
    {
        var cells = new List<(string, string)>();
        var (spec, from, escaped) = ("", -1, $"\\{separator}");
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (text[at] != separator || (at > 0 && text[at - 1] == '\\'))) continue;
            var start = at < text.Length ? SpecStart(text, at, Math.Max(from, 0)) : at;
            if (from >= 0)
                cells.Add((spec, text[from..start].Replace(escaped, $"{separator}", StringComparison.Ordinal)));
            (spec, from) = (text[start..at], at + 1);
        }
        return cells;
    }

    private static int SpecStart(string text, int separator, int least)
    {
        var start = separator;
        while (start > least && separator - start < MaxSpec && !char.IsWhiteSpace(text[start - 1])) start--;
        var isWhole = start == least || char.IsWhiteSpace(text[start - 1]);
        return isWhole && CellSpec.IsMatch(text[start..separator]) ? start : separator;
    }

    private static int CountOfFirstLine(List<string> lines, char separator)
    {
        var first = lines.Find(line => !BlockLines.IsBlank(line)) ?? "";
        return Split(first, separator).Select(cell => CellSpec.Match(cell.Spec))
            .Sum(spec => Math.Max(1, Number(spec, "copies") + Number(spec, "columns")));
    }

    // A first line of cells above an empty line is the header.
    private static bool HasImplicitHead(List<string> lines) =>
        lines.Count > 1 && !BlockLines.IsBlank(lines[0]) && BlockLines.IsBlank(lines[1]);

    private static List<char> Columns(string spec)
    {
        var columns = new List<char>();
        foreach (var column in spec.Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            if (column.Length == 0 || columns.Count >= MaxColumns) continue;
            var star = column.IndexOf('*');
            var isMany = int.TryParse(column.AsSpan(0, Math.Max(star, 0)), out var many);
            var count = isMany ? Math.Clamp(many, 1, MaxColumns) : 1;
            columns.AddRange(Enumerable.Repeat(char.IsAsciiLetterLower(column[^1]) ? column[^1] : 'd', count));
        }
        return columns;
    }

    private static int Number(Match spec, string group) => spec.Groups[group] is { Success: true } number
        ? int.Parse(number.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<copies>\d{1,4})\*|(?<columns>\d{1,4})?(?:\.(?<rows>\d{1,4}))?\+)?"
        + @"[<^>]?(?:\.[<^>])?(?<style>[aehlmdsv])?$", RegexOptions.NonBacktracking)]
    private static partial Regex CellSpec { get; }
}
