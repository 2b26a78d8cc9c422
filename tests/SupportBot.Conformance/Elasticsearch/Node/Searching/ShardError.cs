using System.Text.Json.Nodes;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node.Searching;

/// <summary>An error that only the shards find, so that each of them reports it.</summary>
internal static class ShardError
{
    /// <summary>A query that does not fit the index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="reason">With what was attempted in front.</param>
    /// <param name="phase">Of the search.</param>
    public static NodeError Query(Index index, string reason, string phase)
    {
        var root = NodeError.Cause("query_shard_exception", reason, ("index_uuid", index.Uuid), ("index", index.Name));
        var cause = (JsonObject)root.DeepClone();
        cause["caused_by"] = NodeError.Cause(
            "illegal_argument_exception", reason.Replace("failed to create query: ", "", StringComparison.Ordinal));
        return new NodeError(400, Failed(index, phase, cause), rootCause: root);
    }

    /// <summary>A page of hits that lies too far behind.</summary>
    public static NodeError Window(Index index, int end)
    {
        var reason = $"Result window is too large, from + size must be less than or equal to: [10000] but was [{end}]. "
            + "See the scroll api for a more efficient way to request large data sets. This limit can be set by "
            + "changing the [index.max_result_window] index level setting.";
        JsonObject Cause() => NodeError.Cause("illegal_argument_exception", reason);
        var beneath = Cause();
        beneath["caused_by"] = Cause();
        return new NodeError(400, Failed(index, "query", Cause()), beneath, Cause());
    }

    private static JsonObject Failed(Index index, string phase, JsonObject reason) => NodeError.Cause(
        "search_phase_execution_exception", "all shards failed", ("phase", phase), ("grouped", true),
        (
            "failed_shards",
            new JsonArray(
                new JsonObject
                {
                    ["shard"] = 0,
                    ["index"] = index.Name,
                    ["node"] = Cluster.NodeId,
                    ["reason"] = reason,
                })));
}
