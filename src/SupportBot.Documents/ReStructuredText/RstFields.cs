using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;

namespace SupportBot.Documents.ReStructuredText;

// Metadata fields: above the first paragraph, and in meta directives.
internal static partial class RstFields
{
    private const string Meta = ".. meta::";

    // Replaces the fields by empty lines in the body.
    public static DocumentHeader? Take(DocumentHeader header, out ReadResult.Rejected? rejected)
    {
        var lines = header.Body.Split('\n');
        var entries = new List<HeaderEntry>();
        var isTop = true;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(Meta, StringComparison.Ordinal))
                while (IsIndented(lines, i + 1)) TakeField(lines, ref i, entries);
            else if (isTop && Match(lines[i]) is { Success: true })
            {
                i--;
                TakeField(lines, ref i, entries);
                while (IsIndented(lines, i + 1)) lines[++i] = "";
            }
            else isTop &= IsAboveText(lines, i);
        }
        return header.With(entries, string.Join('\n', lines), out rejected);
    }

    public static Match Match(string line) => Field().Match(line);

    private static void TakeField(string[] lines, ref int line, List<HeaderEntry> entries)
    {
        var field = Match(lines[++line].TrimStart());
        if (field.Success) entries.Add(new(field.Groups["name"].Value, field.Groups["text"].Value, 1, line + 1));
        lines[line] = "";
    }

    private static bool IsIndented(string[] lines, int line) =>
        line < lines.Length && lines[line] is [' ' or '\t', ..] && lines[line].Trim().Length > 0;

    // Comments, targets, directives and titles can precede the fields.
    private static bool IsAboveText(string[] lines, int line) =>
        lines[line] is "" or ['.', '.', ..] or [' ', ..] || UnderlinedTitles.IsRule(lines[line].TrimEnd())
        || (line + 1 < lines.Length && UnderlinedTitles.IsRule(lines[line + 1].TrimEnd()));

    [GeneratedRegex(@"^:(?<name>(?:[^:\\\s`]|\\.)(?:[^:\\`]|\\.|:[^\s:`]){0,200}):(?:[ \t]+(?<text>.*))?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Field();
}
