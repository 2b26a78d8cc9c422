using System.Buffers.Binary;
using System.Text;

namespace SupportBot.Embedded.Bundle;

/// <summary>A field of a message in the wire format of Protocol Buffers.</summary>
/// <param name="Number">The field's number in its message.</param>
/// <param name="Value">The value of a number; 0 for fields with a content.</param>
/// <param name="Content">The bytes of a string, a message or packed numbers; empty for numbers.</param>
/// <param name="Encoded">The whole field as it is in the message.</param>
internal readonly record struct ProtobufField(
    int Number, ulong Value, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Encoded)
{
    public string Text => Encoding.UTF8.GetString(Content.Span);

    /// <exception cref="InvalidDataException">The message is truncated or has an unknown kind of field.</exception>
    public static IEnumerable<ProtobufField> Read(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var field = Next(message[at..]);
            yield return field;
            at += field.Encoded.Length;
        }
    }

    /// <summary>The numbers of a packed field.</summary>
    public static IEnumerable<long> Unpack(ReadOnlyMemory<byte> packed)
    {
        for (var at = 0; at < packed.Length;) yield return (long)Varint(packed.Span, ref at);
    }

    private static ProtobufField Next(ReadOnlyMemory<byte> rest)
    {
        var at = 0;
        var tag = Varint(rest.Span, ref at);
        var number = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                var value = Varint(rest.Span, ref at);
                return new ProtobufField(number, value, default, rest[..at]);
            case 2:
                var length = Varint(rest.Span, ref at);
                if (length > (ulong)(rest.Length - at)) throw new InvalidDataException("The model is truncated.");
                var end = at + (int)length;
                return new ProtobufField(number, 0, rest[at..end], rest[..end]);
            case 5 when rest.Length >= at + 4:
                var bits = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[at..]);
                return new ProtobufField(number, bits, default, rest[..(at + 4)]);
            default:
                throw new InvalidDataException($"The model has a field {number} that cannot be read.");
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && at < bytes.Length; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new InvalidDataException("The model has a number that is truncated.");
    }
}
