using System.Text.Json;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Search;

/// <summary>Counts of several queries, by a <c>filters</c> aggregation.</summary>
/// <param name="Total">All documents that were looked at.</param>
/// <param name="Each">The count of each query.</param>
internal sealed record FilterCounts(long Total, IReadOnlyList<long> Each)
{
    private const string Name = "counts";

    /// <summary>Anonymous filters: their buckets come back in the same order.</summary>
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<WriteJson> queries)
    {
        json.WriteStartObject();
        json.WriteStartObject(Name);
        json.WriteStartObject("filters");
        Query.List(json, "filters", queries);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <returns>Null where the answer does not hold them all.</returns>
    internal static FilterCounts? Read(SearchResponse response, int queries)
    {
        if (response.Hits.Total is not { Value: var total }) return null;
        if (queries == 0) return new(total, []);
        if (response.Aggregations is not { ValueKind: JsonValueKind.Object } all
            || !all.TryGetProperty(Name, out var counts) || !counts.TryGetProperty("buckets", out var buckets)
            || buckets.ValueKind != JsonValueKind.Array || buckets.GetArrayLength() != queries) return null;
        return new(total, [.. buckets.EnumerateArray().Select(bucket => bucket.GetProperty("doc_count").GetInt64())]);
    }
}
