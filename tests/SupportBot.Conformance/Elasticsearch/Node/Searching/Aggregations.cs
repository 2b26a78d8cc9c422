using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Searching;

/// <summary>Counts what several filters find among the hits of a search; of all aggregations only this one.</summary>
internal static class Aggregations
{
    public static void Check(JsonObject body)
    {
        foreach (var (name, definition) in Of(body) ?? [])
        {
            if (definition!["filters"]?["filters"] is not JsonArray filters)
                throw NodeError.Unsupported($"the aggregation [{name}] {definition.ToJsonString()}");
            Queries.Check(filters);
        }
    }

    /// <param name="hits">The hits.</param>
    /// <param name="body">The search.</param>
    /// <param name="isTyped">Whether names come with their type, as <c>?typed_keys</c> asks.</param>
    /// <returns>Null where none were asked for.</returns>
    public static JsonObject? Run(IReadOnlyList<Hit> hits, JsonObject body, bool isTyped) => Of(body) is { } asked
            ? new JsonObject(
                asked.Select(one =>
                    KeyValuePair.Create(isTyped ? $"filters#{one.Key}" : one.Key, (JsonNode?)Buckets(hits, one.Value!))
                ))
        : null;

    private static JsonObject Buckets(IReadOnlyList<Hit> hits, JsonNode definition) => new()
    {
            ["buckets"] = new JsonArray([
                .. definition["filters"]!["filters"]!
                    .AsArray()
                    .Select(filter => new JsonObject { ["doc_count"] = Count(hits, filter!) }),]),
    };

    private static int Count(IReadOnlyList<Hit> hits, JsonNode filter) =>
        hits.GroupBy(hit => hit.Index)
            .Sum(ofIndex =>
                new Queries(ofIndex.Key).Filter(filter).Count(ofIndex.Select(hit => hit.Number).ToHashSet().Contains));

    private static JsonObject? Of(JsonObject body) => (body["aggs"] ?? body["aggregations"]) as JsonObject;
}
