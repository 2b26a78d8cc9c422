using System.Text.Json;
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
        var keys = Keys(sort).ToList();
        var sorted = hits.Select(hit => (Hit: hit, Keys: keys.ConvertAll(key => Key(hit, key.Field)))).ToList();
        sorted.Sort(
            (one, other) =>
                Compare(keys, one.Keys, other.Keys) is not 0 and var order ? order : one.Hit.Number - other.Hit.Number);
        var last = after
            ?.Select(
                (value, i) =>
                    value?.GetValueKind() == JsonValueKind.String ? (IComparable)(string)value! : (double?)value)
            .ToList();
        return sorted.Where(one => last is null || Compare(keys, one.Keys, last) > 0).Select(one => one.Hit);
    }

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

    private static bool IsDescending(string field, JsonNode? how) =>
        (how is JsonObject json ? (string?)json["order"] : (string?)how) switch
    {
        "desc" => true,
        "asc" => false,
        _ => field == "_score",
    };

    public static IComparable? Key(Hit hit, string field) => field switch
    {
        "_score" => hit.Score,
        "_doc" or "_shard_doc" => hit.Number,
        "_id" => throw NodeError.Argument(
            "Fielddata access on the _id field is disallowed, you can re-enable it by updating the dynamic cluster "
                + "setting: indices.id_field_data.enabled"),
        _ when hit.Document.Values.Numbers.TryGetValue(field, out var numbers) => numbers[0],
        _ when hit.Document.Values.Keywords.TryGetValue(field, out var words) => words[0],
        _ => null,
    };

    private static int Compare(
        List<(string Field, bool IsDescending)> keys, List<IComparable?> one, List<IComparable?> other)
    {
        for (var i = 0; i < keys.Count; i++)
            if (Compare(one[i], other[i]) is not 0 and var order) return keys[i].IsDescending ? -order : order;
        return 0;
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
