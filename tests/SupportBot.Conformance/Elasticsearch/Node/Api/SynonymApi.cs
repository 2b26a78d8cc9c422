using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node.Searching;

namespace SupportBot.Conformance.Elasticsearch.Node.Api;

/// <summary>Sets of synonyms; a change reaches the analyzers that use them at once.</summary>
internal static class SynonymApi
{
    public static readonly IReadOnlyList<Route> Routes =
    [
        new("PUT", "/_synonyms/{id}", Put),
        new("GET", "/_synonyms/{id}", Get),
        new("DELETE", "/_synonyms/{id}", Delete),
        new("POST", "/{index}/_reload_search_analyzers", (cluster, _) => NodeReply.Ok(Reload(cluster))),
    ];

    private static NodeReply Put(Cluster cluster, NodeRequest request)
    {
        var id = request.Named["id"];
        var rules = new JsonArray([
            .. Queries.Several(request.Json()["synonyms_set"]).Select(rule => rule!.DeepClone()),]);
        foreach (var rule in rules)
            if (((string?)rule!["synonyms"])?.Split(',').All(string.IsNullOrWhiteSpace) != false)
                throw NodeError.Validation("there is an empty synonym rule");
        var isNew = !cluster.Synonyms.ContainsKey(id);
        cluster.Synonyms[id] = rules;
        return new NodeReply(
            isNew ? 201 : 200,
            new JsonObject
            {
                ["result"] = isNew ? "created" : "updated",
                ["reload_analyzers_details"] = Reload(cluster),
            });
    }

    private static NodeReply Get(Cluster cluster, NodeRequest request)
    {
        if (!cluster.Synonyms.TryGetValue(request.Named["id"], out var rules)) throw Missing(request.Named["id"]);
        return NodeReply.Ok(new JsonObject { ["count"] = rules.Count, ["synonyms_set"] = rules.DeepClone() });
    }

    private static NodeReply Delete(Cluster cluster, NodeRequest request)
    {
        var id = request.Named["id"];
        var users = cluster
            .Indices.Values.Where(index =>
                (index.Settings.Analysis["filter"] as JsonObject ?? []).Any(filter =>
                    (string?)filter.Value!["synonyms_set"] == id))
            .Select(index => index.Name).ToList();
        if (users.Count > 0)
            throw NodeError.Argument(
                $"synonyms set [{id}] cannot be deleted as it is used in the following indices: "
                    + $"{string.Join(", ", users)}");
        return cluster.Synonyms.Remove(id) ? NodeReply.Acknowledged : throw Missing(id);
    }

    private static JsonObject Reload(Cluster cluster)
    {
        foreach (var index in cluster.Indices.Values) index.Analysis.Reload();
        return new JsonObject
        {
            ["_shards"] = new JsonObject
            {
                ["total"] = cluster.Indices.Count,
                ["successful"] = cluster.Indices.Count,
                ["failed"] = 0,
            },
            ["reload_details"] = new JsonArray(),
        };
    }

    private static NodeError Missing(string id) =>
        new(404, NodeError.Cause("resource_not_found_exception", $"synonyms set [{id}] not found"));
}
