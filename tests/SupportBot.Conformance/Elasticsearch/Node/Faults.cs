using System.Text;
using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>What a node in a bad way answers.</summary>
internal static class Faults
{
    /// <summary>The node is overloaded or shutting down: every request gets a status and nothing that helps.</summary>
    public static void AnswersAlways(this ElasticsearchNode node, int status, string type) =>
        node.Instead = _ => new NodeReply(status, new NodeError(status, NodeError.Cause(type, "a test's fault")).Body);

    /// <summary>What stands before the node sends a page of its own.</summary>
    public static void AnswersHtml(this ElasticsearchNode node) =>
        node.Instead = _ => new NodeReply(200, null) { ContentType = "text/html", Text = "<html>Sign in</html>" };

    /// <summary>Every answer breaks off in its middle.</summary>
    public static void BreaksOff(this ElasticsearchNode node) =>
        node.Change = (_, reply) => reply with { IsCut = true };

    /// <summary>Searches stop at their time limit and give what they have.</summary>
    /// <param name="node">The node.</param>
    /// <param name="legs">Which searches of a request; all where none is named.</param>
    public static void TimesOut(this ElasticsearchNode node, params int[] legs) =>
        node.Searches(legs, search => search["timed_out"] = true);

    /// <summary>A shard fails, and the others give what they have.</summary>
    /// <inheritdoc cref="TimesOut"/>
    public static void LosesAShard(this ElasticsearchNode node, params int[] legs) => node.Searches(legs, search =>
    {
        var shards = search["_shards"]!;
        (shards["total"], shards["failed"]) = ((int)shards["successful"]! + 1, 1);
    });

    /// <summary>Searches fail for themselves, inside an answer of the status 200.</summary>
    /// <inheritdoc cref="TimesOut"/>
    public static void FailsSearches(this ElasticsearchNode node, params int[] legs) =>
        node.Change = (request, reply) =>
    {
        if (request.Segments[^1] != "_msearch" || reply.Body?["responses"] is not JsonArray responses) return reply;
        for (var i = 0; i < responses.Count; i++)
                if (legs.Length == 0 || legs.Contains(i))
                    responses[i] = new NodeError(
                        503, NodeError.Cause("no_shard_available_action_exception", "a test's fault")).Body;
        return reply;
    };

    /// <summary>
    /// The next bulk takes only every other item and turns the rest away for lack of room; later ones are taken whole.
    /// </summary>
    public static void TurnsEveryOtherItemAwayOnce(this ElasticsearchNode node)
    {
        var before = node.Take;
        node.Take = request =>
        {
            if (request.Segments[^1] != "_bulk") return request;
            node.Take = before;
            var changes = Changes(request);
            node.Change = (_, reply) =>
            {
                node.Change = null;
                var items = (JsonArray)reply.Body!["items"]!;
                for (var i = 1; i < changes.Count; i += 2) items.Insert(i, TurnedAway(changes[i][0]));
                reply.Body["errors"] = true;
                return reply;
            };
            return request with
            {
                Body = Encoding.UTF8.GetBytes(
                    string.Concat(
                        changes
                            .Where((_, i) => i % 2 == 0)
                            .SelectMany(lines => lines)
                            .Select(line => line.ToJsonString() + "\n"))),
            };
        };
    }

    /// <summary>The lines of each change.</summary>
    private static List<JsonObject[]> Changes(NodeRequest request)
    {
        var changes = new List<JsonObject[]>();
        var lines = request.Lines("bulk");
        for (var i = 0; i < lines.Count; i++)
            changes.Add(lines[i].ContainsKey("delete") ? [lines[i]] : [lines[i], lines[++i]]);
        return changes;
    }

    private static JsonObject TurnedAway(JsonObject line)
    {
        var (action, target) = line.First();
        return new JsonObject
        {
            [action] = new JsonObject
            {
                ["_index"] = "index",
                ["_id"] = (string)target!["_id"]!,
                ["status"] = 429,
                ["error"] = NodeError.Cause("es_rejected_execution_exception", "a test's fault"),
            },
        };
    }

    private static void Searches(this ElasticsearchNode node, int[] legs, Action<JsonObject> change) =>
        node.Change = (_, reply) =>
    {
            var searches =
                reply.Body?["responses"]?.AsArray().Select(response => response!.AsObject()).ToList()
                ?? (reply.Body?["hits"] is null ? [] : [reply.Body.AsObject()]);
        for (var i = 0; i < searches.Count; i++)
                if (searches[i]["hits"] is not null && (legs.Length == 0 || (searches.Count > 1 && legs.Contains(i))))
                    change(searches[i]);
        return reply;
    };
}
