namespace SupportBot.Documents;

// Section titles with a rule below, and optionally above: each style is a level, in order of appearance.
internal sealed class UnderlinedTitles
{
    private const int LowestLevel = 6;

    // A shorter rule below a longer text does not make it a title.
    private const int SureRule = 4;

    private readonly List<(char Mark, bool HasOverline)> _styles = [];

    public static bool IsRule(string line) =>
        line.Length > 0 && char.IsAscii(line[0]) && (char.IsPunctuation(line[0]) || char.IsSymbol(line[0]))
        && line.AsSpan().IndexOfAnyExcept(line[0]) < 0;

    public static bool IsTransition(string line) => line.Length >= SureRule && IsRule(line);

    public (int Level, string Text)? Take(BlockLines lines)
    {
        var hasOverline = IsRule(lines.Current) && IsRule(lines.Below(2)) && lines.Current[0] == lines.Below(2)[0]
            && IsUnderline(lines.Below(2), lines.Below());
        if (!hasOverline && (IsRule(lines.Current) || !IsUnderline(lines.Below(), lines.Current))) return null;
        if (hasOverline) lines.Next++;
        var (text, mark) = (lines.Take().Trim(), lines.Take()[0]);
        return (Level(mark, hasOverline), text);
    }

    private static bool IsUnderline(string line, string text) =>
        IsRule(line) && !BlockLines.IsBlank(text) && line.Length >= Math.Min(text.Trim().Length, SureRule)
        && line is not ("::" or "..");

    private int Level(char mark, bool hasOverline)
    {
        var level = _styles.IndexOf((mark, hasOverline));
        if (level < 0)
        {
            level = _styles.Count;
            _styles.Add((mark, hasOverline));
        }
        return Math.Min(level + 1, LowestLevel);
    }
}
