using System.Text.RegularExpressions;

namespace SupportBot.Channels.Teams;

// CommonMark 0.31, section 4.5.
internal sealed partial record TeamsCodeFence(string Indent, string Ticks, string Language, int Line)
{
    private const int MaxLanguageLength = 40;

    public string Close => Indent + Ticks;

    public string Open => Indent + Ticks + (Language.Length <= MaxLanguageLength ? Language : "");

    public static TeamsCodeFence? At(string line, int number = 0) =>
        Opening().Match(line) is { Success: true } match
            ? new TeamsCodeFence(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, number)
            : null;

    public static TeamsCodeFence? OpenIn(IReadOnlyList<string> lines)
    {
        TeamsCodeFence? open = null;
        for (var i = 0; i < lines.Count; i++)
        {
            if (open is null) open = At(lines[i], i);
            else if (open.IsClosedBy(lines[i])) open = null;
        }
        return open;
    }

    public int EndIn(string[] lines, int start)
    {
        var close = Array.FindIndex(lines, start + 1, IsClosedBy);
        return close < 0 ? lines.Length : close + 1;
    }

    private bool IsClosedBy(string line) =>
        line.Trim() is { } ticks && ticks.Length >= Ticks.Length && ticks.All(c => c == '`');

    [GeneratedRegex("^( {0,30})(`{3,12})([^`]*)$")]
    private static partial Regex Opening();
}
