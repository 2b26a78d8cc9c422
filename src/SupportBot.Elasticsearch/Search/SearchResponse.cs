using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Search;

/// <summary>What a search found.</summary>
/// <param name="Took">Milliseconds that the cluster needed.</param>
/// <param name="TimedOut">A shard stopped at its time limit and gave what it had.</param>
/// <param name="Shards">How many shards answered.</param>
/// <param name="Hits">The hits.</param>
/// <param name="Aggregations">By name; null where none were asked for.</param>
internal sealed record SearchResponse(
    long Took, bool TimedOut, [property: JsonPropertyName("_shards")] ShardCounts Shards, HitList Hits, JsonElement? Aggregations = null)
{
    /// <summary>Something is missing: a shard failed or ran out of time.</summary>
    [JsonIgnore]
    public bool IsPartial => TimedOut || Shards.Failed > 0;

    /// <summary>What is missing, as an error; null where nothing is.</summary>
    [JsonIgnore]
    public ElasticsearchError? Partial => IsPartial
        ? new ElasticsearchError(TimedOut ? ErrorKind.TimedOut : ErrorKind.Unavailable, 200, TimedOut ? "timed_out" : $"{Shards.Failed} of {Shards.Total} shards failed", "")
        : null;
}

/// <param name="Hits">Best first.</param>
/// <param name="Total">How many match; null where that was not counted.</param>
internal sealed record HitList(IReadOnlyList<SearchHit> Hits, HitTotal? Total = null);

internal sealed record HitTotal(long Value);

/// <param name="Id">The document.</param>
/// <param name="Score">How well it matches; null where the order is another.</param>
/// <param name="Source">Its fields, vectors left out; null where they were not asked for.</param>
/// <param name="Version">Its version; null where that was not asked for.</param>
/// <param name="Fields">Values that were asked for by their field, as arrays; null where it has none.</param>
internal sealed record SearchHit(
    [property: JsonPropertyName("_id")] string Id,
    [property: JsonPropertyName("_score")] float? Score = null,
    [property: JsonPropertyName("_source")] JsonElement? Source = null,
    [property: JsonPropertyName("_version")] long? Version = null,
    JsonElement? Fields = null);

/// <summary>The raw answers of several searches: each is a response or an error.</summary>
internal sealed record MultiSearchResponse(IReadOnlyList<JsonElement> Responses);

internal sealed record CountResponse(long Count);
