using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>What an index holds, as a document of its own says.</summary>
/// <param name="Index">The index.</param>
/// <param name="State">What Core knows of it.</param>
/// <param name="Languages">The language fields that some chunk has.</param>
/// <param name="Dimensions">Of the vectors; 0 where there is no field for them.</param>
/// <param name="Revision">Another one with each change.</param>
internal sealed record IndexContent(string Index, IndexState State, IReadOnlyList<string> Languages, int Dimensions, string Revision)
{
    /// <summary>The document's id, and its <see cref="Fields.ChunkId"/>: those of chunks have a <c>#</c>.</summary>
    public const string Id = "state";

    /// <summary>Scored above every chunk, so that each search returns it first.</summary>
    public static readonly WriteJson Query = Search.Query.Constant(Search.Query.Term(Fields.ChunkId, Id), 1_000_000);

    public static IndexContent EmptyOf(string index) => new(index, IndexState.Empty, [], 0, "");

    /// <summary>Whether a query made for one is right for the other.</summary>
    public bool AsksLike(IndexContent other) =>
        State.ModelHash == other.State.ModelHash && Dimensions == other.Dimensions && Languages.SequenceEqual(other.Languages, StringComparer.Ordinal);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(Fields.ChunkId, Id);
        json.WriteString(Fields.State, JsonSerializer.Serialize(this, ContentJson.Default.IndexContent));
        json.WriteEndObject();
    }

    /// <returns>Null where the hit is no such document.</returns>
    public static IndexContent? Read(SearchHit hit) =>
        hit.Id == Id && hit.Fields is { } fields && fields.TryGetProperty(Fields.State, out var values)
            ? JsonSerializer.Deserialize(values[0].GetString()!, ContentJson.Default.IndexContent)
            : null;
}

[JsonSerializable(typeof(IndexContent))]
internal sealed partial class ContentJson : JsonSerializerContext;
