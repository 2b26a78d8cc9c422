using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using SupportBot.Elasticsearch.Bulk;

namespace SupportBot.Tests.Elasticsearch;

public sealed class VectorTests
{
    [Fact]
    public void A_vector_is_the_big_endian_bytes_of_its_floats_in_base64()
    {
        float[] vector = [1, -0.5f, 0.1f, float.Epsilon];
        using var batch = new BulkBatch();
        batch.Add(BulkOperation.Index("a", writer =>
        {
            writer.WriteStartObject();
            writer.WriteVector("vector", vector);
            writer.WriteEndObject();
        }));
        var json = JsonDocument.Parse(Encoding.UTF8.GetString(batch.Body.Span).Split('\n')[1]);
        var bytes = json.RootElement.GetProperty("vector").GetBytesFromBase64();
        Assert.Equal("3F800000", Convert.ToHexString(bytes[..4]));
        Assert.Equal(
            vector, Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(4 * i))));
    }
}
