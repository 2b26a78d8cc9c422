using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>Tells, line by line, which lines are fences or stand between them.</summary>
internal sealed partial class CodeFence
{
    private string _open = "";

    /// <summary>Whether the next line is a fence or code.</summary>
    public bool Takes(string line)
    {
        var mark = Fence().Match(line).Groups[1].Value;
        if (_open.Length == 0)
        {
            _open = mark;
            return mark.Length > 0;
        }
        var isEnd = mark.StartsWith(_open, StringComparison.Ordinal)
            && line.TrimEnd().EndsWith(mark, StringComparison.Ordinal);
        if (isEnd) _open = "";
        return true;
    }

    /// <summary>The container that the code stands in has ended.</summary>
    public void End() => _open = "";

    [GeneratedRegex(@"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}(?=[^`]*$)|~{3,})")]
    private static partial Regex Fence();
}
