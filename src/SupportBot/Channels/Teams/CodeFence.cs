using System.Text.RegularExpressions;

namespace SupportBot.Channels.Teams;

/// <summary>The line that opens a code block (CommonMark 0.31, section 4.5).</summary>
/// <param name="Indent">The blanks before it.</param>
/// <param name="Ticks">Its backticks.</param>
/// <param name="Language">What stands behind them.</param>
/// <param name="Line">Number of the line, from 0.</param>
internal sealed partial record CodeFence(string Indent, string Ticks, string Language, int Line)
{
    /// <summary>Longer ones are no language.</summary>
    private const int LongestLanguage = 40;

    /// <summary>The line that closes the block.</summary>
    public string Close => Indent + Ticks;

    /// <summary>The line that opens it again.</summary>
    public string Open => Indent + Ticks + (Language.Length <= LongestLanguage ? Language : "");

    public static CodeFence? At(string line, int number = 0) =>
        Opening().Match(line) is { Success: true } match
            ? new CodeFence(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, number)
            : null;

    /// <summary>The code block that is still open at the end of the lines.</summary>
    public static CodeFence? OpenIn(IReadOnlyList<string> lines)
    {
        CodeFence? open = null;
        for (var i = 0; i < lines.Count; i++)
        {
            if (open is null) open = At(lines[i], i);
            else if (open.IsClosedBy(lines[i])) open = null;
        }
        return open;
    }

    /// <summary>The number of the line behind the block that begins at a line.</summary>
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
