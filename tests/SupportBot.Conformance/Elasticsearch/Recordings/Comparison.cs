using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SupportBot.Conformance.Elasticsearch.Recordings;

/// <summary>
/// Compares an answer with a recorded one. What depends on the moment, the machine or what else lay on the real node is
/// not compared: times, ids, sizes, shard counts of the whole cluster, and where in a body an error stands.
/// </summary>
internal static partial class Comparison
{
    private static readonly string[] OfTheMoment =
    [
        "took",
        "uuid",
        "index_uuid",
        "creation_date",
        "line",
        "col",
        "size_in_bytes",
        "total_size_in_bytes",
        "total_data_set_size_in_bytes",
        "reload_analyzers_details",
    ];

    private static readonly string[] OfTheCluster = ["active_primary_shards", "active_shards"];

    /// <summary>
    /// BM25 is compared to the fifth digit; vectors lie in bytes on a real node, so that its scores are near to ours.
    /// </summary>
    private const double Words = 1e-5, Vectors = 0.02;

    /// <returns>The first difference; null where there is none.</returns>
    public static string? Difference(JsonNode? recorded, JsonNode? given, string place = "")
    {
        switch (recorded, given)
        {
            case (JsonObject one, JsonObject other):
                var (names, others) = (Names(one, place), Names(other, place));
                if (!names.SequenceEqual(others))
                    return $"{place} has {string.Join(' ', others)} and not {string.Join(' ', names)}";
                return names
                    .Where(name => !OfTheMoment.Contains(name))
                    .Select(name => Difference(one[name], other[name], $"{place}.{name}"))
                    .FirstOrDefault(found => found is not null);
            case (JsonArray one, JsonArray other):
                if (one.Count != other.Count) return $"{place} has {other.Count} parts and not {one.Count}";
                return one.Zip(other)
                    .Select((pair, i) => Difference(pair.First, pair.Second, $"{place}[{i}]"))
                    .FirstOrDefault(found => found is not null);
            default:
                return IsSame(recorded, given)
                    ? null
                    : $"{place} is {given?.ToJsonString() ?? "null"} and not {recorded?.ToJsonString() ?? "null"}";
        }
    }

    private static List<string> Names(JsonObject json, string place) =>
        [
            .. json.Select(member => member.Key)
                .Where(name => place.Length > 0 || !OfTheCluster.Contains(name))
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsSame(JsonNode? one, JsonNode? other)
    {
        if (one is null || other is null) return one is null && other is null;
        if (one.GetValueKind() != other.GetValueKind()) return false;
        return one.GetValueKind() switch
        {
            JsonValueKind.Number => Near((double)one, (double)other),
            JsonValueKind.String => Plain((string)one!) == Plain((string)other!),
            _ => true,
        };
    }

    private static bool Near(double one, double other) =>
        Math.Abs(one - other) <= (Math.Abs(one) < 1 ? Vectors : Words * Math.Abs(one));

    private static string Plain(string text)
    {
        var plain = Guess().Replace(Position().Replace(Uuid().Replace(text, "/*]"), "[*]"), "");
        return plain.Replace("[Content-Type, Accept]", "[Accept, Content-Type]", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"/[\w-]{22}\]")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\[\d+:\d+\]")]
    private static partial Regex Position();

    [GeneratedRegex(@" did you mean any of \[.*\]\?")]
    private static partial Regex Guess();
}
