using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SupportBot.Elasticsearch.Bulk;

// Big-endian floats in base64, the fastest format for Elasticsearch.
internal static class VectorJson
{
    public static void WriteVector(this Utf8JsonWriter json, string name, ReadOnlySpan<float> vector)
    {
        var length = vector.Length * sizeof(float);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        var bits = MemoryMarshal.Cast<float, int>(vector);
        for (var i = 0; i < bits.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(float)), bits[i]);
        json.WriteBase64String(name, bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
