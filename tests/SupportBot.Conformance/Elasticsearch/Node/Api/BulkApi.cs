using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node.Indexing;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node.Api;

/// <summary>Many changes in one request, each of which succeeds or fails for itself.</summary>
internal static class BulkApi
{
    public static readonly IReadOnlyList<Route> Routes =
    [
        new("POST", "/_bulk", Run),
        new("PUT", "/_bulk", Run),
        new("POST", "/{index}/_bulk", Run),
        new("PUT", "/{index}/_bulk", Run),
    ];

    private static NodeReply Run(Cluster cluster, NodeRequest request)
    {
        var (items, touched) = (new JsonArray(), new HashSet<Index>());
        using var lines = request.Lines("bulk").GetEnumerator();
        while (lines.MoveNext())
        {
            var (action, target) = lines.Current.First();
            if (action is not ("index" or "create" or "update" or "delete"))
                throw NodeError.Argument(
                    "Malformed action/metadata line [1], expected field [create], [delete], [index] or [update] but "
                        + $"found [{action}]");
            var source = action == "delete" || !lines.MoveNext() ? null : lines.Current;
            items.Add(
                new JsonObject { [action] = Item(cluster, request, action, (JsonObject)target!, source, touched) });
        }
        if (items.Count == 0) throw NodeError.Validation("no requests added");
        foreach (var index in touched) DocumentApi.Refresh(index, request);
        return NodeReply.Ok(
            new JsonObject
            {
                ["errors"] = items.Any(item => item!.AsObject().First().Value!["error"] is not null),
                ["took"] = 1,
                ["items"] = items,
            });
    }

    private static JsonObject Item(
        Cluster cluster, NodeRequest request, string action, JsonObject target, JsonObject? source,
        HashSet<Index> touched)
    {
        var name = (string?)target["_index"] ?? request.Named["index"];
        var id = (string?)target["_id"] ?? Guid.NewGuid().ToString("n");
        try
        {
            var index = cluster.WriteTarget(name, (bool?)target["require_alias"] ?? request.IsSet("require_alias"));
            (name, _) = (index.Name, touched.Add(index));
            var condition = WriteCondition.Of(key => target[key]?.ToString(), action == "create");
            var result = action switch
            {
                "delete" => index.Delete(id, condition),
                "update" => DocumentApi.Update(index, id, source!, condition),
                _ => index.Put(id, source!, condition),
            };
            var json = result.Json(index, id);
            json["status"] = result.Status;
            return json;
        }
        catch (NodeError e) when (e.Status != 501)
        {
            return new JsonObject { ["_index"] = name, ["_id"] = id, ["status"] = e.Status, ["error"] = e.Item };
        }
    }
}
