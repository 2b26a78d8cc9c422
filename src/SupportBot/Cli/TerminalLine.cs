using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SupportBot.Cli;

// Interpolated values are escaped and put on one line; numbers and times use the invariant culture.
[InterpolatedStringHandler]
internal readonly struct TerminalLine(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + 16 * formattedCount);

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted<T>(T value, string? format = null) => AppendFormatted(value, alignment: 0, format);

    public void AppendFormatted<T>(T value, int alignment, string? format = null)
    {
        var text = value is IFormattable formattable
            ? formattable.ToString(format, CultureInfo.InvariantCulture)
            : value?.ToString();
        var line = TerminalText.OneLine(text ?? "");
        _text.Append(alignment < 0 ? line.PadRight(-alignment) : line.PadLeft(alignment));
    }

    public override string ToString() => _text.ToString();
}
