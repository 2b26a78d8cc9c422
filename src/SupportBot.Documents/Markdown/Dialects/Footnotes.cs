using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown.Dialects;

// Moves footnotes to their reference, since a passage is read without the end of its page.
internal sealed partial class Footnotes
{
    private const int MaxLength = 1_000;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public void Take(string[] lines, Func<int, bool> isCode)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].Contains("[^", StringComparison.Ordinal) || isCode(i)) continue;
            if (Definition().Match(lines[i]) is not { Success: true } definition) continue;
            var text = new StringBuilder(definition.Groups["text"].Value.Trim());
            lines[i] = "";
            for (var last = LastOf(lines, i); i < last; lines[i] = "")
                if (text.Length < MaxLength) text.Append(' ').Append(lines[++i].Trim());
                else i++;
            _texts.TryAdd(definition.Groups["name"].Value, Reference().Replace(text.ToString().Trim(), ""));
        }
    }

    private static int LastOf(string[] lines, int first)
    {
        var last = first;
        for (var i = first + 1; i < lines.Length; i++)
            if (lines[i] is ['\t', ..] or [' ', ' ', ' ', ' ', ..] && lines[i].Trim().Length > 0) last = i;
            else if (!string.IsNullOrWhiteSpace(lines[i])) break;
        return last;
    }

    // The first reference to a footnote gets its text, further ones are removed.
    public string Place(string line) =>
        !line.Contains("[^", StringComparison.Ordinal) ? line
            : Reference().Replace(line, reference =>
                _texts.Remove(reference.Groups["name"].Value, out var text) && text.Length > 0
                    ? $" ({text.TrimEnd('.')})" : "");

    [GeneratedRegex(@"^ {0,8}\[\^(?<name>[^\]\s]{1,100})\]:(?<text>.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\[\^(?<name>[^\]\s]{1,100})\]", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
