using System.Text.Json.Serialization;

namespace SupportBot.Elasticsearch.Indices;

/// <summary>How much is in an index.</summary>
/// <param name="All">Over all its shards.</param>
internal sealed record IndexStatistics([property: JsonPropertyName("_all")] ShardStatistics All);

/// <param name="Primaries">Without copies.</param>
/// <param name="Total">With copies.</param>
internal sealed record ShardStatistics(ShardContent Primaries, ShardContent Total);

internal sealed record ShardContent(DocumentCounts Docs, StoreSize Store);

/// <param name="Count">Documents that can be found.</param>
/// <param name="Deleted">Documents that are gone and still take room.</param>
internal sealed record DocumentCounts(long Count, long Deleted);

internal sealed record StoreSize(long SizeInBytes);
