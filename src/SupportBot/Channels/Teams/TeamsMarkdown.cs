using System.Text.RegularExpressions;

namespace SupportBot.Channels.Teams;

// Teams shows no tables: each row becomes a list item (Microsoft Learn, "Format your bot messages").
internal static partial class TeamsMarkdown
{
    public static string From(string markdown)
    {
        var lines = markdown.Split('\n');
        var shown = new List<string>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var end = i + 1;
            if (IsTable(lines, i))
            {
                while (end < lines.Length && IsRow(lines[end])) end++;
                shown.AddRange(Items(lines[i], lines[(i + 2)..end]));
            }
            else
            {
                if (TeamsCodeFence.At(lines[i]) is { } fence) end = fence.EndIn(lines, i);
                shown.AddRange(lines[i..end]);
            }
            i = end - 1;
        }
        return string.Join('\n', shown);
    }

    // A table or code block at the end may continue, and then not begin with what was shown of it.
    public static string StablePrefix(string markdown)
    {
        var lines = markdown.Split('\n');
        var end = lines.Length;
        while (end > 0 && MayContinue(lines[end - 1])) end--;
        return From(string.Join('\n', lines[..(TeamsCodeFence.OpenIn(lines[..end])?.Line ?? end)]).TrimEnd());
    }

    private static bool MayContinue(string line) => IsRow(line) || line.Trim(' ', '`').Length == 0;

    private static bool IsTable(string[] lines, int i) =>
        IsRow(lines[i]) && i + 1 < lines.Length && Delimiter().IsMatch(lines[i + 1]);

    private static bool IsRow(string line) => line.StartsWith('|');

    private static IEnumerable<string> Items(string head, string[] rows)
    {
        var names = Cells(head);
        return rows.Select(row => Item(names, Cells(row)));
    }

    private static string Item(List<string> names, List<string> cells)
    {
        var title =
            cells[0].Length == 0 || cells[0].StartsWith("**", StringComparison.Ordinal) ? cells[0] : $"**{cells[0]}**";
        var others = cells
            .Skip(1)
            .Select((cell, i) => (Name: names.ElementAtOrDefault(i + 1) ?? "", Cell: cell))
            .Where(other => other.Cell.Length > 0)
            .ToList();
        var texts = others.Select(other =>
            names.Count <= 2 || other.Name.Length == 0 ? other.Cell : $"{other.Name}: {other.Cell}");
        return $"- {string.Join(": ", new[] { title, string.Join("; ", texts) }.Where(part => part.Length > 0))}";
    }

    private static List<string> Cells(string row) =>
        [.. Separator().Split(row.Trim().Trim('|')).Select(cell => cell.Trim())];

    [GeneratedRegex(@"^\|(\s*:?-+:?\s*\|)+\s*$")]
    private static partial Regex Delimiter();

    // A bar that is neither escaped nor within code.
    [GeneratedRegex(@"(?<!\\)\|(?=(?:[^`]*`[^`]*`)*[^`]*$)")]
    private static partial Regex Separator();
}
