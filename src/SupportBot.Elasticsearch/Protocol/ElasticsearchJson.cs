using System.Text.Json.Serialization;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Cluster;
using SupportBot.Elasticsearch.Documents;
using SupportBot.Elasticsearch.Indices;
using SupportBot.Elasticsearch.Search;
using SupportBot.Elasticsearch.Synonyms;

namespace SupportBot.Elasticsearch.Protocol;

/// <summary>The answers. A member that the API promises and does not send makes an answer unreadable; unknown ones are skipped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(ShardsOnly))]
[JsonSerializable(typeof(ClusterInfo))]
[JsonSerializable(typeof(ClusterHealth))]
[JsonSerializable(typeof(CountResponse))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(MultiSearchResponse))]
[JsonSerializable(typeof(BulkResponse))]
[JsonSerializable(typeof(DeleteByQueryResponse))]
[JsonSerializable(typeof(MultiGetResponse))]
[JsonSerializable(typeof(AnalyzeResponse))]
[JsonSerializable(typeof(IndexStatistics))]
[JsonSerializable(typeof(Dictionary<string, IndexMappings>))]
[JsonSerializable(typeof(Dictionary<string, IndexSettings>))]
[JsonSerializable(typeof(Dictionary<string, IndexAliases>))]
[JsonSerializable(typeof(SynonymsSet))]
[JsonSerializable(typeof(SynonymsChange))]
internal sealed partial class ElasticsearchJson : JsonSerializerContext;

/// <summary>That a change was made.</summary>
/// <param name="Acknowledged">False where some node had not confirmed it in time.</param>
internal sealed record Acknowledgement(bool Acknowledged);

/// <summary>On how many shards something was done.</summary>
internal sealed record ShardCounts(int Total, int Successful, int Failed);

internal sealed record ShardsOnly([property: JsonPropertyName("_shards")] ShardCounts Shards);
