using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Cluster;

/// <summary>Calls about the cluster as a whole.</summary>
internal sealed class ClusterCalls(Api api)
{
    /// <summary>Name and version of the cluster.</summary>
    public Task<ElasticsearchResult<ClusterInfo>> InfoAsync(CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Get, "") with { Timeout = api.SearchTime }, ElasticsearchJson.Default.ClusterInfo, cancellationToken);

    /// <summary>Whether all shards are there.</summary>
    /// <param name="index">One index or alias; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ElasticsearchResult<ClusterHealth>> HealthAsync(string? index, CancellationToken cancellationToken) =>
        api.CallAsync(
            api.Request(HttpMethod.Get, index is null ? "_cluster/health" : Api.Path("_cluster", "health", index)) with { Timeout = api.SearchTime },
            ElasticsearchJson.Default.ClusterHealth, cancellationToken);

    /// <summary>Waits until an index has all its shards, copies included. The answer may say that it took too long.</summary>
    public Task<ElasticsearchResult<ClusterHealth>> WaitForGreenAsync(string index, TimeSpan wait, CancellationToken cancellationToken) =>
        api.CallAsync(
            api.Request(HttpMethod.Get, $"{Api.Path("_cluster", "health", index)}?wait_for_status=green&timeout={(int)wait.TotalSeconds}s") with { Timeout = wait + api.SearchTime },
            ElasticsearchJson.Default.ClusterHealth, cancellationToken);
}
