using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Searching;

/// <summary>Orders hits by the fields that a search names.</summary>
internal static class Order
{
    public static IEnumerable<Hit> By(IEnumerable<Hit> hits, JsonArray sort)
    {
        var ordered = hits.OrderBy(_ => 0);
        foreach (var (field, isDescending) in Keys(sort))
            ordered = isDescending
                ? ordered.ThenByDescending(hit => Key(hit, field), Comparer<IComparable?>.Create(Compare))
                : ordered.ThenBy(hit => Key(hit, field), Comparer<IComparable?>.Create(Compare));
        return ordered.ThenBy(hit => hit.Number);
    }

    public static bool HasScore(JsonArray sort) => Keys(sort).Any(key => key.Field == "_score");

    public static IEnumerable<(string Field, bool IsDescending)> Keys(JsonArray sort) => sort.Select(one => one switch
    {
        JsonObject json => (json.First().Key, IsDescending(json.First().Key, json.First().Value)),
        _ => ((string)one!, (string)one! == "_score"),
    });

    public static JsonNode? Value(Hit hit, string field) => Key(hit, field) switch
    {
        float score => score,
        double number => (long)number,
        string word => word,
        _ => null,
    };

    private static bool IsDescending(string field, JsonNode? how) => (how is JsonObject json ? (string?)json["order"] : (string?)how) switch
    {
        "desc" => true,
        "asc" => false,
        _ => field == "_score",
    };

    private static IComparable? Key(Hit hit, string field) => field switch
    {
        "_score" => hit.Score,
        "_doc" or "_shard_doc" => hit.Number,
        "_id" => throw NodeError.Argument("Fielddata access on the _id field is disallowed, you can re-enable it by updating the dynamic cluster setting: indices.id_field_data.enabled"),
        _ when hit.Document.Values.Numbers.TryGetValue(field, out var numbers) => numbers[0],
        _ when hit.Document.Values.Terms.TryGetValue(field, out var terms) => terms[0],
        _ => null,
    };

    /// <summary>What has no value comes last.</summary>
    private static int Compare(IComparable? one, IComparable? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string text, string second) => string.CompareOrdinal(text, second),
        _ => one.CompareTo(other),
    };
}
