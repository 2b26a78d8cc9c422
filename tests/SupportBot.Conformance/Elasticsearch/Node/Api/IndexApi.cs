using System.Text.Json.Nodes;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node.Api;

/// <summary>Makes, shows, changes and deletes indices.</summary>
internal static class IndexApi
{
    public static readonly IReadOnlyList<Route> Routes =
    [
        new("PUT", "/{index}", Create),
        new("GET", "/{index}", (cluster, request) => Show(cluster, request, index => new JsonObject
        {
                        ["aliases"] = AliasApi.Of(cluster, index),
                        ["mappings"] = index.Mapping.Json,
                        ["settings"] = index.Settings.Json,
        })),
        new("DELETE", "/{index}", Delete),
        new(
            "GET",
            "/{index}/_mapping",
            (cluster, request) => Show(cluster, request, index => new JsonObject { ["mappings"] = index.Mapping.Json })
        ),
        new(
            "PUT", "/{index}/_mapping",
            (cluster, request) => Each(cluster, request, index => index.Mapping.Merge(request.Json()))),
        new(
            "GET",
            "/{index}/_settings",
            (cluster, request) => Show(cluster, request, index => new JsonObject { ["settings"] = index.Settings.Json })
        ),
        new(
            "PUT", "/{index}/_settings",
            (cluster, request) => Each(cluster, request, index => index.Settings.Change(request.Json()))),
        new("POST", "/{index}/_refresh", (cluster, request) => Maintain(cluster, request, index => index.Refresh())),
        new("POST", "/_refresh", (cluster, request) => Maintain(cluster, request, index => index.Refresh())),
        new("POST", "/{index}/_forcemerge", (cluster, request) => Maintain(cluster, request, _ => { })),
        new("GET", "/{index}/_stats", Stats),
        new("GET", "/{index}/_stats/{metric}", Stats),
        new(
            "POST", "/{index}/_analyze",
            (cluster, request) => Analyze(cluster.Resolve(request.Named["index"])[0], request)),
    ];

    private static NodeReply Create(Cluster cluster, NodeRequest request)
    {
        var index = cluster.Create(request.Named["index"], request.Json());
        return NodeReply.Ok(
            new JsonObject
            {
                ["acknowledged"] = true,
                ["shards_acknowledged"] = true,
                ["index"] = index.Name,
            });
    }

    private static NodeReply Delete(Cluster cluster, NodeRequest request)
    {
        var names = request.Named["index"];
        if (names.Split(',').FirstOrDefault(cluster.Aliases.ContainsKey) is { } alias)
            throw NodeError.Argument(
                $"The provided expression [{alias}] matches an alias, "
                    + "specify the corresponding concrete indices instead.");
        if (names.Contains('*', StringComparison.Ordinal))
            throw NodeError.Argument("Wildcard expressions or all indices are not allowed");
        foreach (var index in cluster.Resolve(names, request.IsSet("ignore_unavailable"))) cluster.Delete(index.Name);
        return NodeReply.Acknowledged;
    }

    private static NodeReply Show(Cluster cluster, NodeRequest request, Func<Index, JsonObject> part) =>
        NodeReply.Ok(
            new JsonObject(
                cluster
                    .Resolve(request.Named["index"], request.IsSet("ignore_unavailable"))
                    .Select(index => KeyValuePair.Create(index.Name, (JsonNode?)part(index)))));

    private static NodeReply Each(Cluster cluster, NodeRequest request, Action<Index> change)
    {
        foreach (var index in cluster.Resolve(request.Named["index"])) change(index);
        return NodeReply.Acknowledged;
    }

    private static NodeReply Maintain(Cluster cluster, NodeRequest request, Action<Index> work)
    {
        var indices = cluster.Resolve(request.Named.GetValueOrDefault("index", "*"));
        foreach (var index in indices) work(index);
        return NodeReply.Ok(new JsonObject { ["_shards"] = Copies(indices) });
    }

    private static JsonObject Copies(IReadOnlyList<Index> indices) => new()
    {
            ["total"] = indices.Sum(index => index.Settings.ShardCount * index.Settings.Copies),
            ["successful"] = indices.Sum(index => index.Settings.ShardCount),
            ["failed"] = 0,
    };

    private static NodeReply Stats(Cluster cluster, NodeRequest request)
    {
        var indices = cluster.Resolve(request.Named["index"]);
        var each = new JsonObject(indices.Select(index => KeyValuePair.Create(index.Name, (JsonNode?)new JsonObject
        {
                            ["uuid"] = index.Uuid,
                            ["health"] = index.Settings.Copies > 1 ? "yellow" : "green",
                            ["status"] = "open",
                            ["primaries"] = Counts([index]),
                            ["total"] = Counts([index]),
        })));
        return NodeReply.Ok(
            new JsonObject
            {
                ["_shards"] = Copies(indices),
                ["_all"] = new JsonObject { ["primaries"] = Counts(indices), ["total"] = Counts(indices) },
                ["indices"] = each,
            });
    }

    /// <summary>Sizes are those of the texts: enough to grow with the documents.</summary>
    private static JsonObject Counts(IReadOnlyList<Index> indices)
    {
        var documents = indices.SelectMany(index => index.Searchable.Documents.Values).ToList();
        var size = documents.Sum(document => document.Source.ToJsonString().Length);
        return new JsonObject
        {
            ["docs"] = new JsonObject { ["count"] = documents.Count, ["deleted"] = 0, ["total_size_in_bytes"] = size },
            ["store"] = new JsonObject
            {
                ["size_in_bytes"] = size,
                ["total_data_set_size_in_bytes"] = size,
                ["reserved_in_bytes"] = 0,
            },
        };
    }

    private static NodeReply Analyze(Index index, NodeRequest request)
    {
        var body = request.Json();
        var analyzer =
            (string?)body["analyzer"]
            ?? (
                body["field"] is { } field
                    ? index.Mapping.Fields.GetValueOrDefault((string)field!)?.IndexAnalyzer
                    : null)
            ?? "standard";
        if (!index.Analysis.Knows(analyzer)) throw NodeError.Argument($"failed to find analyzer [{analyzer}]");
        return NodeReply.Ok(new JsonObject
        {
                ["tokens"] = new JsonArray([
                    .. index
                        .Analysis.Tokens(analyzer, (string)body["text"]!)
                        .Select(token => new JsonObject
            {
                            ["token"] = token.Text,
                            ["start_offset"] = token.Start,
                            ["end_offset"] = token.End,
                            ["type"] = token.Type,
                            ["position"] = token.Position,
            })]),
        });
    }
}
