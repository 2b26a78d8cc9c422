using System.Text.Json;

namespace SupportBot.Elasticsearch.Engine.Layout;

/// <summary>The field of the vectors, added with the first of them.</summary>
internal static class VectorField
{
    /// <summary>From how many dimensions on a bit for each is enough to find candidates.</summary>
    private const int BinaryFrom = 384;

    /// <param name="json">Where an object of <c>properties</c> is written.</param>
    /// <param name="dimensions">Of all vectors.</param>
    /// <param name="index"><see cref="ElasticsearchOptions.VectorIndex"/>.</param>
    public static void Write(Utf8JsonWriter json, int dimensions, string index)
    {
        json.WriteStartObject();
        json.WriteStartObject("properties");
        json.WriteStartObject(Fields.Vector);
        json.WriteString("type", "dense_vector");
        json.WriteNumber("dims", dimensions);
        json.WriteBoolean("index", true);
        json.WriteString("similarity", "dot_product");
        json.WriteStartObject("index_options");
        json.WriteString("type", TypeOf(dimensions, index));
        json.WriteNumber("m", 16);
        json.WriteNumber("ef_construction", 100);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string TypeOf(int dimensions, string index) => dimensions < BinaryFrom || index == "int8_hnsw" ? "int8_hnsw" : "bbq_hnsw";
}
