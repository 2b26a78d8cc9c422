using Elastic.Clients.Elasticsearch.Mapping;

namespace SupportBot.Elasticsearch.Engine.Layout;

/// <summary>The field of the vectors, added with the first of them.</summary>
internal static class VectorField
{
    /// <summary>From how many dimensions on a bit for each is enough to find candidates.</summary>
    private const int BinaryFrom = 384;

    public static Properties Of(int dimensions, string index) => new()
    {
        [IndexFields.Vector] = new DenseVectorProperty
        {
            Dims = dimensions, Index = true, Similarity = DenseVectorSimilarity.DotProduct,
            IndexOptions = new DenseVectorIndexOptions(TypeOf(dimensions, index)) { M = 16, EfConstruction = 100 },
        },
    };

    private static DenseVectorIndexOptionsType TypeOf(int dimensions, string index) =>
        dimensions < BinaryFrom || index == "int8_hnsw"
            ? DenseVectorIndexOptionsType.Int8Hnsw
            : DenseVectorIndexOptionsType.BbqHnsw;
}
