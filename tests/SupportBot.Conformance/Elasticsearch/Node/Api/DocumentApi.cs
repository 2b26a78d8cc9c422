using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node.Indexing;
using SupportBot.Conformance.Elasticsearch.Node.Searching;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node.Api;

/// <summary>Single documents.</summary>
internal static class DocumentApi
{
    public static readonly IReadOnlyList<Route> Routes =
    [
        new("GET", "/{index}/_doc/{id}", Get),
        new("PUT", "/{index}/_doc/{id}", (cluster, request) => Put(cluster, request, isCreate: false)),
        new("POST", "/{index}/_doc/{id}", (cluster, request) => Put(cluster, request, isCreate: false)),
        new("PUT", "/{index}/_create/{id}", (cluster, request) => Put(cluster, request, isCreate: true)),
        new("DELETE", "/{index}/_doc/{id}", Delete),
        new("POST", "/{index}/_update/{id}", Update),
        new("GET", "/_mget", MultiGet),
        new("POST", "/_mget", MultiGet),
        new("GET", "/{index}/_mget", MultiGet),
        new("POST", "/{index}/_mget", MultiGet),
    ];

    /// <summary>Merges a partial document into the one that is there.</summary>
    /// <exception cref="NodeError">It is not there, and nothing is to be put in its place.</exception>
    public static WriteResult Update(Index index, string id, JsonObject body, WriteCondition condition)
    {
        if (body["doc"] is not JsonObject changes) throw NodeError.Unsupported("an update without a partial document");
        if (index.Find(id) is not { } before)
        {
            if ((body["upsert"] ?? ((bool?)body["doc_as_upsert"] == true ? changes : null)) is JsonObject otherwise)
                return index.Put(id, otherwise, condition);
            throw new NodeError(
                404,
                NodeError.Cause(
                    "document_missing_exception", $"[{id}]: document missing", ("index_uuid", index.Uuid),
                    ("shard", "0"), ("index", index.Name)));
        }
        var merged = (JsonObject)before.Source.DeepClone();
        Merge(merged, changes);
        return JsonNode.DeepEquals(merged, before.Source) && (bool?)body["detect_noop"] != false
            ? new WriteResult(before.Version, before.Sequence, "noop", 200)
            : index.Put(id, merged, condition);
    }

    private static void Merge(JsonObject into, JsonObject changes)
    {
        foreach (var (name, value) in changes)
            if (value is JsonObject nested && into[name] is JsonObject there) Merge(there, nested);
            else into[name] = value?.DeepClone();
    }

    /// <summary>Whether and how searches see the change; a wait ends at once, as if the interval were over.</summary>
    public static void Refresh(Index index, NodeRequest request, JsonObject? answer = null)
    {
        if (request.Flag("refresh") is not ("true" or "wait_for")) return;
        index.Refresh();
        if (answer is not null && request.IsSet("refresh")) answer["forced_refresh"] = true;
    }

    private static NodeReply Get(Cluster cluster, NodeRequest request)
    {
        var (index, id) = (cluster.Resolve(request.Named["index"])[0], request.Named["id"]);
        var json = Found(index, id, null, request.Flag("_source_exclude_vectors") == "false");
        return new NodeReply((bool)json["found"]! ? 200 : 404, json);
    }

    private static JsonObject Found(Index index, string id, JsonNode? filter, bool withVectors)
    {
        if (index.Find(id) is not { } document)
            return new JsonObject
            {
                ["_index"] = index.Name,
                ["_id"] = id,
                ["found"] = false,
            };
        var json = new JsonObject
        {
            ["_index"] = index.Name,
            ["_id"] = id,
            ["_version"] = document.Version,
            ["_seq_no"] = document.Sequence,
            ["_primary_term"] = 1,
            ["found"] = true,
        };
        if (SourceOf.Document(document.Source, index.Mapping, filter, withVectors) is { } source)
            json["_source"] = source;
        return json;
    }

    private static NodeReply Put(Cluster cluster, NodeRequest request, bool isCreate)
    {
        var (index, id) = (
            cluster.WriteTarget(request.Named["index"], request.IsSet("require_alias")), request.Named["id"]);
        return Written(index, id, index.Put(id, request.Json(), WriteCondition.Of(request.Flag, isCreate)), request);
    }

    private static NodeReply Delete(Cluster cluster, NodeRequest request)
    {
        var (index, id) = (cluster.WriteTarget(request.Named["index"], requireAlias: false), request.Named["id"]);
        return Written(index, id, index.Delete(id, WriteCondition.Of(request.Flag)), request);
    }

    private static NodeReply Update(Cluster cluster, NodeRequest request)
    {
        var (index, id) = (
            cluster.WriteTarget(request.Named["index"], request.IsSet("require_alias")), request.Named["id"]);
        return Written(index, id, Update(index, id, request.Json(), WriteCondition.Of(request.Flag)), request);
    }

    private static NodeReply Written(Index index, string id, WriteResult result, NodeRequest request)
    {
        var json = result.Json(index, id);
        Refresh(index, request, json);
        return new NodeReply(result.Status, json)
        {
            Headers =
                result.Status == 201
                    ? new Dictionary<string, string> { ["Location"] = $"/{index.Name}/_doc/{Uri.EscapeDataString(id)}" }
                    : new Dictionary<string, string>(),
        };
    }

    private static NodeReply MultiGet(Cluster cluster, NodeRequest request)
    {
        var body = request.Json();
        var wanted = body["docs"] is JsonArray docs
            ? docs.Select(doc =>
                    ((string?)doc!["_index"] ?? request.Named["index"], (string)doc["_id"]!, doc["_source"]))
                .ToList()
            : [.. ((JsonArray)body["ids"]!).Select(id => (request.Named["index"], (string)id!, (JsonNode?)null))];
        if (wanted.Count == 0) throw NodeError.Validation("no documents to get");
        var withVectors = request.Flag("_source_exclude_vectors") == "false";
        JsonNode? filter = request.Flag("_source") == "false" ? false : request.Flag("_source_includes");
        return NodeReply.Ok(new JsonObject
        {
                ["docs"] = new JsonArray([
                    .. wanted.Select(one => MultiGet(cluster, one.Item1, one.Item2, one.Item3 ?? filter, withVectors)),
                ]),
        });
    }

    private static JsonObject MultiGet(Cluster cluster, string name, string id, JsonNode? filter, bool withVectors)
    {
        try
        {
            return Found(cluster.Resolve(name)[0], id, filter, withVectors);
        }
        catch (NodeError e)
        {
            return new JsonObject { ["_index"] = name, ["_id"] = id, ["error"] = e.Error() };
        }
    }
}
