using System.Buffers;
using System.Text.Json;

namespace SupportBot.Elasticsearch.Protocol;

/// <summary>Writes one JSON value, such as the body of a request.</summary>
internal delegate void WriteJson(Utf8JsonWriter json);

internal static class JsonBytes
{
    public static ReadOnlyMemory<byte> Of(WriteJson write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return buffer.WrittenMemory;
    }

    /// <summary>Lines of JSON; the last one ends with a line feed too, which Elasticsearch insists on.</summary>
    public static ReadOnlyMemory<byte> Lines(IEnumerable<WriteJson> lines)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        foreach (var write in lines)
        {
            write(json);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
        }
        return buffer.WrittenMemory;
    }
}
