using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>The fields of an index.</summary>
internal sealed class Mapping
{
    private static readonly string[] Graphs = ["hnsw", "int8_hnsw", "int4_hnsw", "bbq_hnsw"];

    private readonly Analysis _analysis;
    private readonly JsonObject _json;

    public Mapping(JsonObject json, Analysis analysis)
    {
        (_json, _analysis) = ((JsonObject)json.DeepClone(), analysis);
        if (_json["properties"] is JsonObject properties) Add(properties, "");
        _json.Remove("_source");
    }

    /// <summary>By full name, fields of fields included: <c>body.de</c>.</summary>
    public Dictionary<string, Field> Fields { get; } = new(StringComparer.Ordinal);

    public bool IsStrict => (string?)_json["dynamic"] == "strict";

    /// <summary>As the server shows it: members in order, defaults of vectors filled in.</summary>
    public JsonObject Json => (JsonObject)Shown(_json)!;

    /// <summary>Adds fields and replaces metadata, as <c>PUT _mapping</c> does.</summary>
    public void Merge(JsonObject changes)
    {
        foreach (var (name, value) in changes)
            if (name != "properties") _json[name] = value?.DeepClone();
            else foreach (var (field, definition) in value!.AsObject())
            {
                var known = (JsonObject)(_json["properties"] ??= new JsonObject());
                if (known[field] is { } before && !JsonNode.DeepEquals(before["type"], definition!["type"]))
                        throw NodeError.Argument(
                            $"mapper [{field}] cannot be changed from type [{before["type"]}] to [{definition["type"]}]"
                        );
                known[field] = definition!.DeepClone();
            }
        if (changes["properties"] is JsonObject added) Add((JsonObject)added.DeepClone(), "");
    }

    private void Add(JsonObject properties, string prefix)
    {
        foreach (var (name, node) in properties)
        {
            var definition = (JsonObject)node!;
            if (definition["properties"] is JsonObject nested) Add(nested, $"{prefix}{name}.");
            else Fields[prefix + name] = Field(prefix + name, definition);
            if (definition["fields"] is not JsonObject multi) continue;
            foreach (var (sub, subDefinition) in multi)
                Fields[$"{prefix}{name}.{sub}"] = Field($"{prefix}{name}.{sub}", (JsonObject)subDefinition!);
        }
    }

    private Field Field(string name, JsonObject definition)
    {
        var type = (string?)definition["type"] ?? "object";
        if (type is not ("text" or "keyword" or "long" or "integer" or "boolean" or "dense_vector"))
            throw NodeError.Unsupported($"the field type [{type}] of [{name}]");
        var index = (string?)definition["analyzer"] ?? "standard";
        var field = new Field(
            name,
            type,
            index,
            (string?)definition["search_analyzer"] ?? index,
            (bool?)definition["index"] ?? true,
            (int?)definition["dims"] ?? 0,
            (string?)definition["similarity"] ?? "cosine");
        if (type == "text")
            foreach (var analyzer in (string[])[field.IndexAnalyzer, field.SearchAnalyzer])
                if (!_analysis.Knows(analyzer))
                    throw Wrong($"analyzer [{analyzer}] has not been configured in mappings");
        if (type == "dense_vector") CheckVector(field, definition);
        return field;
    }

    private static void CheckVector(Field field, JsonObject definition)
    {
        if (field.Dimensions is < 1 or > 4096 && definition.ContainsKey("dims"))
            throw Wrong($"The number of dimensions should be in the range [1, 4096] but was [{field.Dimensions}]");
        if (field.Dimensions == 0)
            throw NodeError.Unsupported("a vector whose number of dimensions the first document decides");
        if (definition["index_options"] is not JsonObject options || !Graphs.Contains((string?)options["type"])) return;
        options["m"] ??= 16;
        options["ef_construction"] ??= 100;
        if ((string?)options["type"] == "bbq_hnsw" && field.Dimensions < 64)
            throw Wrong($"[bbq_hnsw] only supports vectors with at least 64 dimensions, but got [{field.Dimensions}]");
    }

    private static NodeError Wrong(string reason) => new(
            400,
            NodeError.Cause("mapper_parsing_exception", $"Failed to parse mapping: {reason}"),
            NodeError.Cause("mapper_parsing_exception", reason),
            NodeError.Cause("mapper_parsing_exception", reason));

    private static JsonNode? Shown(JsonNode? node) => node is JsonObject json
            ? new JsonObject(
                json.OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Shown(member.Value))))
        : node?.DeepClone();
}

/// <param name="Name">With the names of what it lies in.</param>
/// <param name="Type">As the mapping names it.</param>
/// <param name="IndexAnalyzer">Of a text.</param>
/// <param name="SearchAnalyzer">Of a text.</param>
/// <param name="IsIndexed">Whether it can be searched.</param>
/// <param name="Dimensions">Of a vector.</param>
/// <param name="Similarity">Of a vector.</param>
internal sealed record Field(
    string Name, string Type, string IndexAnalyzer, string SearchAnalyzer, bool IsIndexed, int Dimensions,
    string Similarity)
{
    /// <exception cref="ArgumentException">The vector does not fit.</exception>
    public void Check(ReadOnlySpan<float> vector)
    {
        if (Similarity != "dot_product" || MathF.Abs(TensorPrimitives.Dot(vector, vector) - 1) <= 1e-3f) return;
        var preview =
            string.Join(", ", vector[..Math.Min(5, vector.Length)].ToArray().Select(Shown))
            + (vector.Length > 5 ? ", ..." : "");
        throw new ArgumentException(
            "The [dot_product] similarity can only be used with unit-length vectors. Preview of invalid vector: "
                + $"[{preview}]");
    }

    private static string Shown(float number) =>
        number.ToString(MathF.Floor(number) == number ? "0.0" : "R", CultureInfo.InvariantCulture);
}
