using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.ReStructuredText;

internal sealed partial class RstLists(RstParts parts, BlockLines lines)
{
    public IReadOnlyList<DocumentPart> Take()
    {
        if (Bullet().IsMatch(lines.Current)) return [TakeBullets()];
        if (IsEnumerated(lines)) return [TakeEnumerated()];
        if (RstFields.Match(lines.Current).Success) return TakeFields();
        if (Option().IsMatch(lines.Current)) return [TakeOptions()];
        if (IsLine(lines.Current)) return [TakeLineBlock()];
        if (lines.Current.StartsWith(">>> ", StringComparison.Ordinal))
            return [new DocumentPart.Content(MarkdownText.CodeBlock(TakeBlock(), "python"), BlockKind.Code)];
        return [];
    }

    public static bool IsItem(BlockLines lines) => Bullet().IsMatch(lines.Current) || IsEnumerated(lines)
        || RstFields.Match(lines.Current).Success || Option().IsMatch(lines.Current) || IsLine(lines.Current);

    public static List<IReadOnlyList<string>> Items(IReadOnlyList<string> content)
    {
        var (lines, items) = (new BlockLines(content), new List<IReadOnlyList<string>>());
        for (lines.SkipBlank(); !lines.IsAtEnd && Bullet().Match(lines.Current) is { Success: true } mark;
            lines.SkipBlank())
            items.Add(TakeItem(lines, mark.Length));
        return items;
    }

    private DocumentPart.Content TakeBullets()
    {
        var items = new List<string>();
        var mark = lines.Current[0];
        for (; !lines.IsAtEnd && lines.Current[0] == mark && Bullet().Match(lines.Current) is { Success: true } bullet;
            lines.SkipBlank())
            items.Add(MarkdownText.Item("- ", parts.BlocksOf(TakeItem(lines, bullet.Length))));
        return new DocumentPart.Content(string.Join('\n', items), BlockKind.List);
    }

    private DocumentPart.Content TakeEnumerated()
    {
        var items = new List<string>();
        var number = int.TryParse(Enumerator().Match(lines.Current).Groups["number"].Value, NumberStyles.None,
            CultureInfo.InvariantCulture, out var start) && start < 1_000_000 ? start : 1;
        for (; !lines.IsAtEnd && IsEnumerated(lines); lines.SkipBlank())
            items.Add(MarkdownText.Item($"{number++}. ",
                parts.BlocksOf(TakeItem(lines, Enumerator().Match(lines.Current).Length))));
        return new DocumentPart.Content(string.Join('\n', items), BlockKind.Procedure);
    }

    private IReadOnlyList<DocumentPart> TakeFields()
    {
        var fields = new List<(List<string>, List<(string, BlockKind)>)>();
        for (; !lines.IsAtEnd && RstFields.Match(lines.Current) is { Success: true } field; lines.SkipBlank())
        {
            lines.Next++;
            var body = BlockLines.Dedent(lines.TakeIndented()).Prepend(field.Groups["text"].Value);
            fields.Add(([parts.Inlines(field.Groups["name"].Value)], Definition([.. body])));
        }
        return [.. DefinitionText.Blocks(fields).Select(block => new DocumentPart.Content(block))];
    }

    private DocumentPart.Content TakeOptions()
    {
        var options = new List<(List<string>, List<(string, BlockKind)>)>();
        for (; !lines.IsAtEnd && Option().Match(lines.Current) is { Success: true } option; lines.SkipBlank())
        {
            var text = lines.Take()[option.Length..].Trim();
            var body = BlockLines.Dedent(lines.TakeIndented()).Prepend(text);
            options.Add(([MarkdownText.Code(option.Value)], Definition([.. body])));
        }
        return new DocumentPart.Content(DefinitionText.Blocks(options)[0]);
    }

    private List<(string, BlockKind)> Definition(IReadOnlyList<string> body) =>
        [.. parts.BlocksOf(body).Select(block => (block.Markdown, block.Kind))];

    private DocumentPart.Content TakeLineBlock()
    {
        var text = new StringBuilder();
        foreach (var line in TakeBlock())
            text.Append(IsLine(line) ? '\n' : ' ').Append(IsLine(line) ? line.AsSpan(1).Trim() : line.AsSpan().Trim());
        var written = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new DocumentPart.Content(string.Join('\n', written.Select(parts.Inlines)));
    }

    private List<string> TakeBlock() => lines.TakeWhile(line => !BlockLines.IsBlank(line));

    private static List<string> TakeItem(BlockLines lines, int width)
    {
        var first = lines.Take();
        var rest = lines.TakeIndented();
        var indent = rest.Where(line => !BlockLines.IsBlank(line)).Select(BlockLines.Indent)
            .Append(width).Min();
        return [first[Math.Min(width, first.Length)..], .. rest.Select(line => line[Math.Min(indent, line.Length)..])];
    }

    private static bool IsLine(string line) => line == "|" || line.StartsWith("| ", StringComparison.Ordinal);

    // A sentence can start with a letter and a period; then the next line is not indented.
    private static bool IsEnumerated(BlockLines lines) =>
        Enumerator().IsMatch(lines.Current) && lines.Below() is var next && (BlockLines.IsBlank(next)
            || BlockLines.Indent(next) > 0 || Enumerator().IsMatch(next));

    [GeneratedRegex(@"^[*+\-•‣⁃](?:\s+|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?:\((?<number>\d{1,9}|[A-Za-z]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9}|#)\)"
        + @"|(?<number>\d{1,9}|[A-Za-z]|[ivxlcdm]{1,9}|[IVXLCDM]{1,9}|#)[.)])\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Enumerator();

    // -a, -f FILE, --file=FILE or /V, followed by two spaces.
    [GeneratedRegex(@"^(?:-\w|--?\w[\w-]*|/\w)(?:[ =]?(?:<[^>]{1,100}>|[A-Za-z][\w-]*))?"
        + @"(?:, (?:-\w|--?\w[\w-]*|/\w)(?:[ =]?(?:<[^>]{1,100}>|[A-Za-z][\w-]*))?)*(?:  +|$)",
        RegexOptions.NonBacktracking)]
    private static partial Regex Option();
}
