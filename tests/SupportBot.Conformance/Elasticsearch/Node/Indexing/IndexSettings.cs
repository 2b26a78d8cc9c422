using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>The settings of an index, all of them texts.</summary>
internal sealed class IndexSettings
{
    private static readonly string[] Changeable =
    [
        "number_of_replicas",
        "refresh_interval",
        "max_result_window",
        "priority",
    ];

    private readonly JsonObject _index = [];

    public IndexSettings(string name, string uuid, JsonObject given)
    {
        _index["routing"] = new JsonObject
        {
            ["allocation"] = new JsonObject { ["include"] = new JsonObject { ["_tier_preference"] = "data_content" } },
        };
        (_index["number_of_shards"], _index["number_of_replicas"], _index["provided_name"], _index["uuid"]) = (
            "1", "1", name, uuid);
        (_index["creation_date"], _index["version"]) = ("0", new JsonObject { ["created"] = "9102000" });
        foreach (var (key, value) in Flat(given)) _index[key] = Texts(value);
    }

    public JsonObject Json => new() { ["index"] = _index.DeepClone() };

    public JsonObject Analysis =>
        (JsonObject?)_index["analysis"]?.DeepClone() is { } analysis ? WithFlags(analysis) : [];

    /// <summary>How soon a repeated word stops counting.</summary>
    public float K1 => Similarity("k1") ?? 1.2f;

    /// <summary>How much longer texts are marked down.</summary>
    public float B => Similarity("b") ?? 0.75f;

    public int ShardCount => int.Parse((string)_index["number_of_shards"]!, CultureInfo.InvariantCulture);

    /// <summary>Copies of each shard, the first counted.</summary>
    public int Copies => 1 + int.Parse((string)_index["number_of_replicas"]!, CultureInfo.InvariantCulture);

    /// <summary>Changes settings of a living index; null brings the default back.</summary>
    public void Change(JsonObject changes)
    {
        foreach (var (key, value) in Flat(changes))
        {
            if (!Changeable.Contains(key))
                throw NodeError.Argument($"Can't update non dynamic settings [[index.{key}]] for open indices");
            if (value is null) _index.Remove(key);
            else _index[key] = Texts(value);
        }
        _index["number_of_replicas"] ??= "1";
    }

    private float? Similarity(string name) =>
        _index["similarity"]?["default"]?[name] is { } value
            ? float.Parse((string)value!, CultureInfo.InvariantCulture)
            : null;

    /// <summary>Settings may stand below <c>index</c>, behind <c>index.</c>, or bare.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Flat(JsonObject settings)
    {
        foreach (var (key, value) in settings)
            if (key == "index") foreach (var inner in value!.AsObject()) yield return inner;
            else
                yield return KeyValuePair.Create(
                    key.StartsWith("index.", StringComparison.Ordinal) ? key["index.".Length..] : key, value);
    }

    private static JsonNode? Texts(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Select(member => KeyValuePair.Create(member.Key, Texts(member.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Texts)]),
        null => null,
        _ => node.ToString(),
    };

    /// <summary>Settings are texts, and what reads the analysis expects flags.</summary>
    private static JsonObject WithFlags(JsonObject analysis)
    {
        foreach (
            var filter in (analysis["filter"] as JsonObject ?? []).Select(filter => filter.Value).OfType<JsonObject>())
            foreach (var (name, value) in filter.ToList())
                if (value is JsonValue && (string)value! is "true" or "false") filter[name] = (string)value! == "true";
        return analysis;
    }
}
