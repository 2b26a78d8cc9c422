using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node.Indexing;
using SupportBot.Conformance.Elasticsearch.Node.Searching;

namespace SupportBot.Conformance.Elasticsearch.Node.Api;

/// <summary>Searches, counts, and what works on all documents that a query finds.</summary>
internal static class SearchApi
{
    public static readonly IReadOnlyList<Route> Routes =
    [
        new("GET", "/{index}/_search", One),
        new("POST", "/{index}/_search", One),
        new("GET", "/_msearch", Several),
        new("POST", "/_msearch", Several),
        new("GET", "/{index}/_msearch", Several),
        new("POST", "/{index}/_msearch", Several),
        new("GET", "/{index}/_count", Count),
        new("POST", "/{index}/_count", Count),
        new("POST", "/{index}/_delete_by_query", DeleteByQuery),
        new("POST", "/_reindex", Reindex),
    ];

    private static NodeReply One(Cluster cluster, NodeRequest request)
    {
        var body = request.Json();
        Search.Check(body);
        return NodeReply.Ok(
            Search.Run(cluster.Resolve(request.Named["index"], request.IsSet("ignore_unavailable")), body, request.Flag)
        );
    }

    /// <summary>What cannot be parsed fails all; what cannot be run fails alone.</summary>
    private static NodeReply Several(Cluster cluster, NodeRequest request)
    {
        var lines = request.Lines("msearch");
        var searches = lines.Chunk(2).Select(pair => (Header: pair[0], Body: pair[1])).ToList();
        foreach (var (_, body) in searches) Search.Check(body);
        return NodeReply.Ok(new JsonObject
        {
            ["took"] = 1,
                ["responses"] = new JsonArray([
                    .. searches.Select(search =>
                        Part(
                            cluster, (string?)search.Header["index"] ?? request.Named.GetValueOrDefault("index", "*"),
                            search.Body)
                    ),]),
        });
    }

    private static JsonObject Part(Cluster cluster, string names, JsonObject body)
    {
        try
        {
            var answer = Search.Run(cluster.Resolve(names), body, _ => null);
            answer["status"] = 200;
            return answer;
        }
        catch (NodeError e) when (e.Status != 501)
        {
            return e.Body;
        }
    }

    private static NodeReply Count(Cluster cluster, NodeRequest request)
    {
        var (indices, query) = (
            cluster.Resolve(request.Named["index"]),
            request.Json()["query"] ?? new JsonObject { ["match_all"] = new JsonObject() });
        Queries.Check(query);
        return NodeReply.Ok(
            new JsonObject
            {
                ["count"] = indices.Sum(index => new Queries(index).Run(query).Count),
                ["_shards"] = Search.Shards(indices),
            });
    }

    /// <summary>Deletes what searches see; what has changed since is left alone, and counted.</summary>
    private static NodeReply DeleteByQuery(Cluster cluster, NodeRequest request)
    {
        var query = request.Json()["query"]!;
        Queries.Check(query);
        var (total, deleted, failures) = (0, 0, new JsonArray());
        foreach (var index in cluster.Resolve(request.Named["index"]))
        {
            var seen = new Queries(index).Run(query).Keys.Select(number => index.Searchable.Documents[number]).ToList();
            var changed = seen.Where(document => index.Find(document.Id)?.Sequence != document.Sequence).ToList();
            if (changed.Count > 0 && request.Flag("conflicts") != "proceed")
                throw index.Conflict(changed[0].Id, "the document has changed since it was found");
            foreach (var document in seen.Except(changed)) index.Delete(document.Id, WriteCondition.None);
            (total, deleted) = (total + seen.Count, deleted + seen.Count - changed.Count);
            if (request.IsSet("refresh")) index.Refresh();
        }
        return NodeReply.Ok(Done(total, 0, deleted, total - deleted));
    }

    private static NodeReply Reindex(Cluster cluster, NodeRequest request)
    {
        var body = request.Json();
        var target = cluster.WriteTarget((string)body["dest"]!["index"]!, requireAlias: false);
        var documents = cluster
            .Resolve((string)body["source"]!["index"]!)
            .SelectMany(index => index.Searchable.Documents.Values)
            .ToList();
        foreach (var document in documents) target.Put(document.Id, document.Source, WriteCondition.None);
        DocumentApi.Refresh(target, request);
        return NodeReply.Ok(Done(documents.Count, documents.Count, 0, 0));
    }

    private static JsonObject Done(int total, int created, int deleted, int conflicts)
    {
        var done = new JsonObject { ["took"] = 1, ["timed_out"] = false, ["total"] = total };
        if (created > 0) (done["updated"], done["created"]) = (0, created);
        done["deleted"] = deleted;
        foreach (var (name, value) in new JsonObject
        {
                ["batches"] = 1,
                ["version_conflicts"] = conflicts,
                ["noops"] = 0,
                ["retries"] = new JsonObject { ["bulk"] = 0, ["search"] = 0 },
                ["throttled_millis"] = 0,
            ["requests_per_second"] = -1.0, ["throttled_until_millis"] = 0, ["failures"] = new JsonArray(),
        }) done[name] = value?.DeepClone();
        return done;
    }
}
