using System.Buffers.Binary;
using System.Text.Json;

namespace SupportBot.Knowledge.Parsing;

// JSON values between two processes, each preceded by its length in four bytes.
internal static class MessageFraming
{
    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true };

    public static async Task WriteAsync<T>(Stream stream, T value, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value, Json);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        await stream.WriteAsync(length, cancellationToken);
        await stream.WriteAsync(content, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    // Returns null at the end of the stream.
    public static async Task<T?> ReadAsync<T>(Stream stream, int maxBytes, CancellationToken cancellationToken)
        where T : class
    {
        var header = new byte[sizeof(int)];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false,
            cancellationToken) < header.Length) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length < 0 || length > maxBytes) throw new IOException($"A value of {length} bytes is too long.");
        var content = new byte[length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return JsonSerializer.Deserialize<T>(content, Json);
    }
}
