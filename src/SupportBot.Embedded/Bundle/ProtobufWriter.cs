using System.Buffers;
using System.Text;

namespace SupportBot.Embedded.Bundle;

/// <summary>Writes a message in the wire format of Protocol Buffers.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _message = new();

    public ReadOnlySpan<byte> Message => _message.WrittenSpan;

    public ProtobufWriter Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> content)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)content.Length);
        _message.Write(content);
        return this;
    }

    public ProtobufWriter Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtobufWriter Texts(int field, params IEnumerable<string> texts)
    {
        foreach (var text in texts) Text(field, text);
        return this;
    }

    public ProtobufWriter Copy(ProtobufField field)
    {
        _message.Write(field.Encoded.Span);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _message.Write([(byte)(value | 0x80)]);
        _message.Write([(byte)value]);
    }
}
