using System.Text.Json;
using System.Text.Json.Serialization;
using Elastic.Clients.Elasticsearch.Core.Search;
using Elastic.Clients.Elasticsearch.QueryDsl;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>What an index holds, as a document of its own says.</summary>
internal sealed record IndexContent(
    string Index, IndexState State, IReadOnlyList<string> Languages, int Dimensions, string Revision)
{
    /// <summary>The id of the document: those of chunks have a <c>#</c>.</summary>
    public const string Id = "state";

    /// <summary>Scored above every chunk, so that each search returns it first.</summary>
    public static readonly Query Query =
        new ConstantScoreQuery(new TermQuery(IndexFields.ChunkId, Id)) { Boost = 1_000_000 };

    public static IndexContent EmptyOf(string index) => new(index, IndexState.Empty, [], 0, "");

    /// <summary>Whether a query made for one is right for the other.</summary>
    public bool AsksLike(IndexContent other) =>
        State.ModelHash == other.State.ModelHash && Dimensions == other.Dimensions
        && Languages.SequenceEqual(other.Languages, StringComparer.Ordinal);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(IndexFields.ChunkId, Id);
        json.WriteString(IndexFields.State, JsonSerializer.Serialize(this, ContentJson.Default.IndexContent));
        json.WriteEndObject();
    }

    public static IndexContent? Read(Hit<JsonElement> hit) =>
        hit.Id == Id && hit.Fields?.GetValueOrDefault(IndexFields.State) is JsonElement values
            ? JsonSerializer.Deserialize(values[0].GetString()!, ContentJson.Default.IndexContent)
            : null;
}

[JsonSerializable(typeof(IndexContent))]
internal sealed partial class ContentJson : JsonSerializerContext;
