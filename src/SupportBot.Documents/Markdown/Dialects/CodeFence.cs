using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown.Dialects;

internal sealed partial class CodeFence
{
    // A fence indented this far beyond the first is code.
    private const int CodeIndent = 4;

    private string _open = "";
    private int _column;

    public bool Takes(string line)
    {
        var fence = Fence().Match(line).Groups[1];
        var mark = fence.Value;
        // Unclosed code of a list item ends with the list.
        if (_column >= CodeIndent && line is not ("" or [' ' or '\t' or '>', ..])) _open = "";
        if (_open.Length == 0)
        {
            (_open, _column) = (mark, fence.Index);
            return mark.Length > 0;
        }
        var isEnd = mark.StartsWith(_open, StringComparison.Ordinal) && fence.Index < _column + CodeIndent
            && line.TrimEnd().EndsWith(mark, StringComparison.Ordinal);
        if (isEnd) _open = "";
        return true;
    }

    // Tags of Liquid or Hugo that stand for a fence: {% highlight sh %}
    public static string? OfTag(string line) =>
        line.Contains("highlight", StringComparison.Ordinal) && Tag().Match(line) is { Success: true } tag
            ? $"{tag.Groups["indent"].Value}```{tag.Groups["language"].Value}" : null;

    public void End() => _open = "";

    [GeneratedRegex(
        @"^(?<indent>\s*)(?:\{%-?|\{\{[<%])\s*(?:(?:end|/\s*)highlight|highlight\s+(?<language>[\w+-]+)[^}]*?)\s*"
            + @"(?:-?%\}|[>%]\}\})\s*$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}(?=[^`]*$)|~{3,})")]
    private static partial Regex Fence();
}
