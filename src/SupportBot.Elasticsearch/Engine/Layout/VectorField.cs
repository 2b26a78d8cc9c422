using Elastic.Clients.Elasticsearch.Mapping;

namespace SupportBot.Elasticsearch.Engine.Layout;

internal static class VectorField
{
    // The minimum number of dimensions for binary quantization to find the candidates.
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
