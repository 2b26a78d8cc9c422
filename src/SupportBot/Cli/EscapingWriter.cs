using System.Text;

namespace SupportBot.Cli;

internal sealed class EscapingWriter : TextWriter
{
    private readonly TextWriter _inner;

    public EscapingWriter(TextWriter inner)
    {
        _inner = inner;
        NewLine = inner.NewLine;
    }

    public override Encoding Encoding => _inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.ContainsAnyExceptInRange(' ', '~')) _inner.Write(TerminalText.Escape(buffer));
        else _inner.Write(buffer);
    }

    public override void Flush() => _inner.Flush();
}
