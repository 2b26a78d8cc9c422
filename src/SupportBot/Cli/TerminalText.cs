using System.Buffers;
using System.Globalization;
using System.Text;

namespace SupportBot.Cli;

/// <summary>
/// Makes text harmless for a terminal: characters that steer it, hide text or change its order become visible escapes.
/// </summary>
internal static class TerminalText
{
    /// <summary>
    /// Replaces every control and format character by an escape such as <c>\u001b</c>, one for each UTF-16 code unit.
    /// Line breaks and tabs stay. JSON stays the same JSON, because only its strings can hold such characters.
    /// </summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var status = Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            var units = text.Slice(i, length);
            if (status == OperationStatus.Done && (IsHarmless(rune) || text[i..].StartsWith("\r\n"))) escaped.Append(units);
            else foreach (var unit in units) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            i += length;
        }
        return escaped.ToString();
    }

    /// <summary>Like <see cref="Escape"/>, with a space for each line break and tab.</summary>
    public static string OneLine(string text) =>
        Escape(text.ReplaceLineEndings(" ").Replace('\t', ' ').Replace('\v', ' '));

    private static bool IsHarmless(Rune rune) => rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format => false,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => !IsInvisible(rune.Value),
    };

    /// <summary>
    /// Other code points that Unicode ignores when it displays text: fillers, tags and selectors. Of the variation selectors,
    /// those that choose the look of an emoji stay.
    /// </summary>
    private static bool IsInvisible(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0x2060 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0D) or (>= 0xFFF0 and <= 0xFFF8)
        or (>= 0xE0000 and <= 0xE0FFF);
}
