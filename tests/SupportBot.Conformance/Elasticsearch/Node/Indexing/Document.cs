using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>A document as it is kept.</summary>
/// <param name="Id">Unique in its index.</param>
/// <param name="Source">As it was sent, with its vectors.</param>
/// <param name="Version">Of the document.</param>
/// <param name="Sequence">Number of the change in the index.</param>
/// <param name="Values">What its fields hold to be searched.</param>
internal sealed record Document(string Id, JsonObject Source, long Version, long Sequence, FieldValues Values);

/// <summary>What the fields of one document hold.</summary>
internal sealed class FieldValues
{
    /// <summary>What can be searched.</summary>
    public Dictionary<string, IReadOnlyList<string>> Terms { get; } = new(StringComparer.Ordinal);

    /// <summary>What can be shown and sorted by, of keywords: also of those that cannot be searched.</summary>
    public Dictionary<string, IReadOnlyList<string>> Keywords { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<double>> Numbers { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, float[]> Vectors { get; } = new(StringComparer.Ordinal);
}
