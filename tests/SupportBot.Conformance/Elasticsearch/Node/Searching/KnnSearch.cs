using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node.Searching;

/// <summary>
/// The nearest vectors of those documents that pass a filter. A graph may miss some of them; this one looks at all.
/// </summary>
internal sealed class KnnSearch(Index index, Queries queries)
{
    public static void Check(JsonObject body)
    {
        Queries.Check(body["filter"]);
        var (k, candidates) = ((int?)body["k"] ?? 10, (int?)body["num_candidates"] ?? int.MaxValue);
        if (candidates < k) throw NodeError.Argument("[num_candidates] cannot be less than [k]");
        if (candidates is > 10_000 and not int.MaxValue)
            throw NodeError.Argument("[num_candidates] cannot exceed [10000]");
    }

    public Dictionary<int, float> Run(JsonObject body)
    {
        var name = (string)body["field"]!;
        if (!index.Mapping.Fields.TryGetValue(name, out var field))
            throw ShardError.Query(
                index, $"failed to create query: field [{name}] does not exist in the mapping", "dfs");
        if (field.Type != "dense_vector")
            throw ShardError.Query(
                index, $"failed to create query: [knn] queries are only supported on [dense_vector] fields", "dfs");
        float[] query = [.. ((JsonArray)body["query_vector"]!).Select(number => (float)(double)number!)];
        if (query.Length != field.Dimensions)
            throw ShardError.Query(
                index,
                $"failed to create query: The query vector has a different number of dimensions [{query.Length}] than "
                    + $"the document vectors [{field.Dimensions}].",
                "dfs");
        try
        {
            field.Check(query);
        }
        catch (ArgumentException e)
        {
            throw ShardError.Query(index, "failed to create query: " + e.Message, "dfs");
        }
        return Nearest(name, query, field.Similarity, body);
    }

    private Dictionary<int, float> Nearest(string field, float[] query, string similarity, JsonObject body)
    {
        var (least, boost) = ((float?)body["similarity"] ?? float.MinValue, (float?)body["boost"] ?? 1);
        return queries.Filter(body["filter"])
            .Where(document => index.Searchable.Documents[document].Values.Vectors.ContainsKey(field))
            .Select(document =>
                (
                    Document: document,
                    Similarity: Similarity(
                        similarity, query, index.Searchable.Documents[document].Values.Vectors[field])))
            .Where(found => found.Similarity >= least)
            .OrderByDescending(found => found.Similarity).ThenBy(found => found.Document).Take((int?)body["k"] ?? 10)
            .ToDictionary(found => found.Document, found => (1 + found.Similarity) / 2 * boost);
    }

    private static float Similarity(string kind, float[] query, float[] vector) => kind switch
    {
        "dot_product" => TensorPrimitives.Dot<float>(query, vector),
        "cosine" => TensorPrimitives.CosineSimilarity<float>(query, vector),
        _ => throw NodeError.Unsupported($"the similarity [{kind}]"),
    };
}
