using System.Buffers.Binary;
using System.Text.Json;

namespace SupportBot.Knowledge.Parsing;

/// <summary>Values as JSON between two processes, each after its length in four bytes.</summary>
internal static class Frames
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

    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="IOException">The stream ends within a value, or holds a longer one.</exception>
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
