using System.Buffers;
using System.Globalization;
using System.Text;

namespace SupportBot.Cli;

internal static class TerminalText
{
    // Replaces control and format characters by escapes such as \u001b, one per UTF-16 code unit. Line breaks and tabs
    // stay. JSON remains equivalent, since only its strings can contain such characters.
    public static string Escape(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var status = Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            var units = text.Slice(i, length);
            if (status == OperationStatus.Done && (IsHarmless(rune) || text[i..].StartsWith("\r\n")))
                escaped.Append(units);
            else foreach (var unit in units) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            i += length;
        }
        return escaped.ToString();
    }

    public static string OneLine(string text) =>
        Escape(text.ReplaceLineEndings(" ").Replace('\t', ' ').Replace('\v', ' '));

    private static bool IsHarmless(Rune rune) => rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format => false,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => !IsInvisible(rune.Value),
    };

    // Other code points that Unicode ignores in display: fillers, tags and variation selectors, except those that
    // select emoji presentation.
    private static bool IsInvisible(int value) =>
        value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0x2060 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0D)
        or (>= 0xFFF0 and <= 0xFFF8)
        or (>= 0xE0000 and <= 0xE0FFF);
}
