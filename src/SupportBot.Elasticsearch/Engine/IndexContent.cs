using System.Text.Json;
using System.Text.Json.Serialization;
using Elastic.Clients.Elasticsearch.Core.Search;
using Elastic.Clients.Elasticsearch.QueryDsl;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine;

internal sealed record IndexContent(
    string Index, IndexState State, IReadOnlyList<string> Languages, int Dimensions, string Revision)
{
    // The id of that document; chunk ids contain a #.
    public const string Id = "state";

    // Scores above every chunk, so that each search returns it first.
    public static readonly Query Query =
        new ConstantScoreQuery(new TermQuery(IndexFields.ChunkId, Id)) { Boost = 1_000_000 };

    public static IndexContent EmptyOf(string index) => new(index, IndexState.Empty, [], 0, "");

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
