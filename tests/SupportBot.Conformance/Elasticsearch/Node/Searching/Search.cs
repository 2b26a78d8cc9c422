using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node.Indexing;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node.Searching;

/// <summary>One search request over some indices.</summary>
internal static class Search
{
    private static readonly string[] Known =
    [
        "query",
        "knn",
        "size",
        "from",
        "_source",
        "track_total_hits",
        "timeout",
        "retriever",
        "sort",
        "search_after",
        "min_score",
        "version",
        "docvalue_fields",
        "aggs",
        "aggregations",
    ];

    /// <summary>Refuses what cannot be parsed, before anything runs.</summary>
    public static void Check(JsonObject body)
    {
        if (body["retriever"] is JsonObject retriever)
        {
            if (retriever.First().Key != "standard") throw NodeError.Unknown("retriever", retriever.First().Key);
            Queries.Check(retriever["standard"]!["query"]);
        }
        if (body.FirstOrDefault(member => !Known.Contains(member.Key)).Key is { } key)
            throw NodeError.Unsupported($"[{key}] of a search");
        Queries.Check(body["query"]);
        foreach (var knn in Queries.Several(body["knn"])) KnnSearch.Check((JsonObject)knn!);
        Aggregations.Check(body);
    }

    public static JsonObject Run(IReadOnlyList<Index> indices, JsonObject body, Func<string, string?> parameter)
    {
        var (from, size) = (
            Number(parameter("from")) ?? (int?)body["from"] ?? 0,
            Number(parameter("size")) ?? (int?)body["size"] ?? 10);
        if (from + size > 10_000) throw ShardError.Window(indices[0], from + size);
        var isSorted = body["sort"] is JsonArray;
        var hits = indices
            .SelectMany(index => Hits(index, body))
            .Where(hit => hit.Score >= ((float?)body["min_score"] ?? float.MinValue))
            .ToList();
        var all = isSorted
            ? Order.By(hits, (JsonArray)body["sort"]!, body["search_after"] as JsonArray)
            : hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Number);
        var ordered = all.Skip(from).Take(size).ToList();
        var shown = new JsonObject();
        if (body["track_total_hits"] is not { } track || track.GetValueKind() != JsonValueKind.False)
            shown["total"] = new JsonObject { ["value"] = hits.Count, ["relation"] = "eq" };
        shown["max_score"] = ordered.Count > 0 && !isSorted ? hits.Max(hit => hit.Score) : null;
        string[]? sortedBy = isSorted ? [.. Order.Keys((JsonArray)body["sort"]!).Select(key => key.Field)] : null;
        shown["hits"] = new JsonArray([.. ordered.Select(hit => Json(hit, body, sortedBy))]);
        var answer = new JsonObject
        {
            ["took"] = 1,
            ["timed_out"] = false,
            ["_shards"] = Shards(indices),
            ["hits"] = shown,
        };
        if (Aggregations.Run(hits, body, parameter("typed_keys") == "true") is { } aggregations)
            answer["aggregations"] = aggregations;
        return answer;
    }

    public static JsonObject Shards(IReadOnlyList<Index> indices)
    {
        var count = indices.Sum(index => index.Settings.ShardCount);
        return new JsonObject { ["total"] = count, ["successful"] = count, ["skipped"] = 0, ["failed"] = 0 };
    }

    private static IEnumerable<Hit> Hits(Index index, JsonObject body)
    {
        var queries = new Queries(index);
        var parts = new List<IReadOnlyDictionary<int, float>>();
        if ((body["query"] ?? body["retriever"]?["standard"]?["query"]) is { } query) parts.Add(queries.Run(query));
        foreach (var knn in Queries.Several(body["knn"]))
            parts.Add(new KnnSearch(index, queries).Run((JsonObject)knn!));
        if (parts.Count == 0) parts.Add(queries.Run(new JsonObject { ["match_all"] = new JsonObject() }));
        return parts.SelectMany(part => part).GroupBy(pair => pair.Key, pair => pair.Value)
            .Select(scores => new Hit(index, scores.Key, scores.Sum(), index.Searchable.Documents[scores.Key]));
    }

    /// <param name="hit">The hit.</param>
    /// <param name="body">The search.</param>
    /// <param name="sortedBy">The fields that ordered the hits; null where scores alone did.</param>
    private static JsonObject Json(Hit hit, JsonObject body, IReadOnlyList<string>? sortedBy)
    {
        var json = new JsonObject
        {
            ["_index"] = hit.Index.Name,
            ["_id"] = hit.Document.Id,
            ["_score"] = sortedBy?.Contains("_score") == false ? null : hit.Score,
        };
        if ((bool?)body["version"] == true) json["_version"] = hit.Document.Version;
        if (
            SourceOf.Document(hit.Document.Source, hit.Index.Mapping, body["_source"], withVectors: false) is { } source
        )
            json["_source"] = source;
        if (body["docvalue_fields"] is JsonArray names && FieldsOf(hit, names) is { Count: > 0 } fields)
            json["fields"] = fields;
        if (sortedBy is not null) json["sort"] = new JsonArray([.. sortedBy.Select(field => Order.Value(hit, field))]);
        return json;
    }

    private static JsonObject FieldsOf(Hit hit, JsonArray names) =>
        new(
            names
                .Select(name => name is JsonObject json ? (string)json["field"]! : (string)name!)
                .Where(name => Order.Key(hit, name) is not null)
                .Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonArray(Order.Value(hit, name)))));

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
}

/// <param name="Index">Where it lies.</param>
/// <param name="Number">Of the document in the index.</param>
/// <param name="Score">Its score.</param>
/// <param name="Document">What it is.</param>
internal sealed record Hit(Index Index, int Number, float Score, Document Document);
