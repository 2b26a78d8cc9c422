using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node.Indexing;

namespace SupportBot.Conformance.Elasticsearch.Node.Searching;

/// <summary>What is shown of a document: all but its vectors, or what is asked for.</summary>
internal static class SourceOf
{
    /// <param name="source">As it was sent.</param>
    /// <param name="mapping">Knows which fields are vectors.</param>
    /// <param name="filter"><c>_source</c> of a request; null for the default.</param>
    /// <param name="withVectors">Vectors are left out else.</param>
    /// <returns>Null where nothing was wanted.</returns>
    public static JsonObject? Document(JsonObject source, Mapping mapping, JsonNode? filter, bool withVectors)
    {
        if (filter?.GetValueKind() == JsonValueKind.False) return null;
        string[]? wanted = filter switch
        {
            JsonArray names => [.. names.Select(name => (string)name!)],
            JsonObject json => json["includes"] is JsonArray names ? [.. names.Select(name => (string)name!)] : null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => ((string)value!).Split(','),
            _ => null,
        };
        string[] unwanted =
            filter is JsonObject { } parts && parts["excludes"] is JsonArray left
                ? [.. left.Select(name => (string)name!)]
                : [];
        return new JsonObject(source
            .Where(member => withVectors || mapping.Fields.GetValueOrDefault(member.Key)?.Type != "dense_vector")
            .Where(member => wanted is null || wanted.Any(name => Cluster.Matches(name, member.Key)))
            .Where(member => !unwanted.Any(name => Cluster.Matches(name, member.Key)))
                .Select(member =>
                    KeyValuePair.Create(member.Key, Shown(member.Value, mapping.Fields.GetValueOrDefault(member.Key))))
        );
    }

    /// <summary>Vectors come back as floats, whatever they were sent as.</summary>
    private static JsonNode? Shown(JsonNode? value, Field? field) =>
        field?.Type == "dense_vector" && value is JsonArray numbers
        ? new JsonArray([.. numbers.Select(number => (JsonNode)(float)(double)number!)])
        : value?.DeepClone();
}
