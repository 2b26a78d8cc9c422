using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Api;

/// <summary>What the cluster says of itself.</summary>
internal static class ClusterApi
{
    public static readonly IReadOnlyList<Route> Routes =
    [
        new("GET", "/", (_, _) => NodeReply.Ok(Info())),
        new("GET", "/_cluster/health", (cluster, request) => Health(cluster, "*", request)),
        new("GET", "/_cluster/health/{index}", (cluster, request) => Health(cluster, request.Named["index"], request)),
        new("GET", "/_nodes/{metric}", (_, _) => Nodes()),
        new("GET", "/_nodes", (_, _) => Nodes()),
    ];

    private static JsonObject Info() => new()
    {
        ["name"] = "local",
        ["cluster_name"] = "local",
        ["cluster_uuid"] = "FrXgkYQORdKv_ypIW3oxbA",
        ["version"] = new JsonObject
        {
                ["number"] = "9.5.0",
                ["build_flavor"] = "default",
                ["build_type"] = "unknown",
                ["build_hash"] = "unknown",
                ["build_date"] = "unknown",
                ["build_snapshot"] = false,
                ["lucene_version"] = "10.4.0",
                ["minimum_wire_compatibility_version"] = "8.19.0",
                ["minimum_index_compatibility_version"] = "8.0.0",
        },
        ["tagline"] = "You Know, for Search",
    };

    /// <summary>Copies beyond the first have no node to live on, which makes a cluster yellow.</summary>
    private static NodeReply Health(Cluster cluster, string names, NodeRequest request)
    {
        var indices = cluster.Resolve(names);
        var primaries = indices.Sum(index => index.Settings.ShardCount);
        var homeless = indices.Sum(index => index.Settings.ShardCount * (index.Settings.Copies - 1));
        var isLate = homeless > 0 && request.Flag("wait_for_status") == "green";
        return new NodeReply(isLate ? 408 : 200, new JsonObject
        {
                ["cluster_name"] = "local",
                ["status"] = homeless > 0 ? "yellow" : "green",
                ["timed_out"] = isLate,
                ["number_of_nodes"] = 1,
                ["number_of_data_nodes"] = 1,
                ["active_primary_shards"] = primaries,
                ["active_shards"] = primaries,
                ["relocating_shards"] = 0,
                ["initializing_shards"] = 0,
                ["unassigned_shards"] = homeless,
                ["unassigned_primary_shards"] = 0,
                ["delayed_unassigned_shards"] = 0,
                ["number_of_pending_tasks"] = 0,
                ["number_of_in_flight_fetch"] = 0,
                ["task_max_waiting_in_queue_millis"] = 0,
            ["active_shards_percent_as_number"] = homeless == 0 ? 100.0 : 100.0 * primaries / (primaries + homeless),
        });
    }

    private static NodeReply Nodes() => NodeReply.Ok(new JsonObject
    {
        ["_nodes"] = new JsonObject { ["total"] = 1, ["successful"] = 1, ["failed"] = 0 },
        ["cluster_name"] = "local",
        ["nodes"] = new JsonObject
        {
            [Cluster.NodeId] = new JsonObject
            {
                        ["name"] = "local",
                        ["transport_address"] = "127.0.0.1:9300",
                        ["host"] = "127.0.0.1",
                        ["ip"] = "127.0.0.1",
                        ["version"] = "9.5.0",
                        ["transport_version"] = 9437000,
                        ["index_version"] = 9102000,
                        ["component_versions"] = new JsonObject(),
                        ["build_flavor"] = "default",
                        ["build_type"] = "unknown",
                        ["build_hash"] = "unknown",
                        ["roles"] = new JsonArray(
                            "data", "data_cold", "data_content", "data_frozen", "data_hot", "data_warm", "ingest",
                            "master", "ml", "remote_cluster_client", "transform"),
                        ["http"] = new JsonObject
                        {
                            ["bound_address"] = new JsonArray("127.0.0.1:9200"),
                            ["publish_address"] = "127.0.0.1:9200",
                            ["max_content_length_in_bytes"] = 104857600,
                        },
            },
        },
    });
}
