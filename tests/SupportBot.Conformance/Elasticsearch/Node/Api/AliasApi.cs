using System.Text.Json.Nodes;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node.Api;

/// <summary>Names that point to indices; all actions of one request take effect together, or none.</summary>
internal static class AliasApi
{
    public static readonly IReadOnlyList<Route> Routes =
    [
        new("POST", "/_aliases", Update),
        new(
            "GET", "/_alias/{name}",
            (cluster, request) => Show(cluster, [.. cluster.Indices.Values], request.Named["name"])),
        new(
            "GET", "/{index}/_alias/{name}",
            (cluster, request) => Show(cluster, cluster.Resolve(request.Named["index"]), request.Named["name"])),
        new(
            "GET", "/{index}/_alias",
            (cluster, request) => Show(cluster, cluster.Resolve(request.Named["index"]), "*")),
        new("GET", "/_alias", (cluster, _) => Show(cluster, [.. cluster.Indices.Values], "*")),
        new("PUT", "/{index}/_alias/{name}", (cluster, request) =>
        {
                foreach (var index in cluster.Resolve(request.Named["index"]))
                    cluster.Point(request.Named["name"], index.Name, request.Json());
            return NodeReply.Acknowledged;
        }),
    ];

    public static JsonObject Of(Cluster cluster, Index index, string pattern = "*") => new(cluster.Aliases
        .Where(alias => alias.Value.ContainsKey(index.Name) && Cluster.Matches(pattern, alias.Key))
        .Select(alias => KeyValuePair.Create(alias.Key, (JsonNode?)alias.Value[index.Name].DeepClone())));

    private static NodeReply Show(Cluster cluster, IReadOnlyList<Index> indices, string pattern)
    {
        var found = indices
            .Select(index => (index.Name, Aliases: Of(cluster, index, pattern)))
            .Where(one => one.Aliases.Count > 0 || pattern == "*")
            .ToList();
        if (found.Count == 0 && !pattern.Contains('*', StringComparison.Ordinal))
            return new NodeReply(404, new JsonObject { ["error"] = $"alias [{pattern}] missing", ["status"] = 404 });
        return NodeReply.Ok(
            new JsonObject(
                found.Select(one =>
                    KeyValuePair.Create(one.Name, (JsonNode?)new JsonObject { ["aliases"] = one.Aliases }))));
    }

    private static NodeReply Update(Cluster cluster, NodeRequest request)
    {
        var steps = ((JsonArray)request.Json()["actions"]!)
            .Select(action => Step(cluster, action!.AsObject().First()))
            .ToList();
        cluster.Update(steps);
        return NodeReply.Ok(new JsonObject { ["acknowledged"] = true, ["errors"] = false });
    }

    /// <summary>Checks an action and says what it does.</summary>
    private static Action Step(Cluster cluster, KeyValuePair<string, JsonNode?> action)
    {
        var body = (JsonObject)action.Value!;
        var (indices, aliases) = (
            cluster.Resolve(Names(body, "index", "indices")),
            action.Key == "remove_index" ? [] : Names(body, "alias", "aliases").Split(','));
        switch (action.Key)
        {
            case "add":
                var properties = new JsonObject(
                    body.Where(member => member.Key == "is_write_index")
                        .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
                return () => Each((alias, index) => cluster.Point(alias, index, properties));
            case "remove":
                if (
                    !aliases.Any(alias =>
                        indices.Any(index => cluster.Aliases.GetValueOrDefault(alias)?.ContainsKey(index.Name) == true))
                    && (bool?)body["must_exist"] != false)
                    throw new NodeError(404, NodeError.Cause(
                            "aliases_not_found_exception",
                            $"aliases [{string.Join(',', aliases)}] missing",
                            ("resource.type", "aliases"),
                            ("resource.id", string.Join(',', aliases))));
                return () => Each((alias, index) => cluster.Unpoint(alias, index));
            case "remove_index":
                return () => { foreach (var index in indices) cluster.Delete(index.Name); };
            default:
                throw NodeError.Argument($"[aliases] unknown field [{action.Key}]");
        }

        void Each(Action<string, string> change)
        {
            foreach (var alias in aliases)
                foreach (var index in indices) change(alias, index.Name);
        }
    }

    private static string Names(JsonObject body, string one, string several) =>
        (string?)body[one] ?? string.Join(',', ((JsonArray)body[several]!).Select(name => (string)name!));
}
