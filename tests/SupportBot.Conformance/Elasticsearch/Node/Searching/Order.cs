using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Searching;

/// <summary>Orders hits by the fields that a search names.</summary>
internal static class Order
{
    /// <param name="hits">In any order.</param>
    /// <param name="sort">The fields, the most important first.</param>
    /// <param name="after">The values of the last hit of the page before; null for the first page.</param>
    public static IEnumerable<Hit> By(IEnumerable<Hit> hits, JsonArray sort, JsonArray? after)
    {
        var ordered = hits.OrderBy(_ => 0);
        foreach (var (field, isDescending) in Keys(sort))
            ordered = isDescending
                ? ordered.ThenByDescending(hit => Key(hit, field), Comparer<IComparable?>.Create(Compare))
                : ordered.ThenBy(hit => Key(hit, field), Comparer<IComparable?>.Create(Compare));
        var all = ordered.ThenBy(hit => hit.Number);
        return after is null ? all : all.Where(hit => IsBehind(hit, [.. Keys(sort)], after));
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

    public static IComparable? Key(Hit hit, string field) => field switch
    {
        "_score" => hit.Score,
        "_doc" or "_shard_doc" => hit.Number,
        "_id" => throw NodeError.Argument("Fielddata access on the _id field is disallowed, you can re-enable it by updating the dynamic cluster setting: indices.id_field_data.enabled"),
        _ when hit.Document.Values.Numbers.TryGetValue(field, out var numbers) => numbers[0],
        _ when hit.Document.Values.Keywords.TryGetValue(field, out var words) => words[0],
        _ => null,
    };

    private static bool IsBehind(Hit hit, IReadOnlyList<(string Field, bool IsDescending)> keys, JsonArray after)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var key = Key(hit, keys[i].Field);
            var order = Compare(key, key is string ? (string?)after[i] : (double?)after[i]) * (keys[i].IsDescending ? -1 : 1);
            if (order != 0) return order > 0;
        }
        return false;
    }

    /// <summary>What has no value comes last.</summary>
    private static int Compare(IComparable? one, IComparable? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string text, string second) => string.CompareOrdinal(text, second),
        (float number, double second) => ((double)number).CompareTo(second),
        _ => one.CompareTo(other),
    };
}
