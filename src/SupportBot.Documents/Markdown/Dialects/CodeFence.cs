using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>Tells, line by line, which lines are fences or stand between them.</summary>
internal sealed partial class CodeFence
{
    /// <summary>A fence that is indented so far beyond the first is code.</summary>
    private const int CodeIndent = 4;

    private string _open = "";
    private int _column;

    /// <summary>Whether the next line is a fence or code.</summary>
    public bool Takes(string line)
    {
        var fence = Fence().Match(line).Groups[1];
        var mark = fence.Value;
        // Code of a list item that nobody closed ends with the list.
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

    /// <summary>
    /// The fence that a tag of Liquid or Hugo stands for: <c>{% highlight sh %}</c>; null where it is none.
    /// </summary>
    public static string? OfTag(string line) =>
        line.Contains("highlight", StringComparison.Ordinal) && Tag().Match(line) is { Success: true } tag
            ? $"{tag.Groups["indent"].Value}```{tag.Groups["language"].Value}" : null;

    /// <summary>The container that the code stands in has ended.</summary>
    public void End() => _open = "";

    [GeneratedRegex(
        @"^(?<indent>\s*)(?:\{%-?|\{\{[<%])\s*(?:(?:end|/\s*)highlight|highlight\s+(?<language>[\w+-]+)[^}]*?)\s*"
            + @"(?:-?%\}|[>%]\}\})\s*$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}(?=[^`]*$)|~{3,})")]
    private static partial Regex Fence();
}
