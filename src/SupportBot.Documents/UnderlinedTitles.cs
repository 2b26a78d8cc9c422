namespace SupportBot.Documents;

/// <summary>Section titles with lines below, and above: each style is a level, in order of appearance.</summary>
internal sealed class UnderlinedTitles
{
    private const int LowestLevel = 6;

    /// <summary>A shorter line below a longer text is none of a title.</summary>
    private const int SureRule = 4;

    private readonly List<(char Mark, bool HasOverline)> _styles = [];

    /// <summary>Whether a line is of one punctuation character only.</summary>
    public static bool IsRule(string line) =>
        line.Length > 0 && char.IsAscii(line[0]) && (char.IsPunctuation(line[0]) || char.IsSymbol(line[0]))
        && line.AsSpan().IndexOfAnyExcept(line[0]) < 0;

    /// <summary>A line between paragraphs, which divides them.</summary>
    public static bool IsTransition(string line) => line.Length >= SureRule && IsRule(line);

    /// <summary>Takes a title with its lines.</summary>
    /// <returns>Null, with nothing taken, where there is none.</returns>
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
