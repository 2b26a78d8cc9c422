using System.Text.Json;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Documents;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine.Writing;

/// <summary>A chunk as a document of the index.</summary>
internal static class ChunkJson
{
    /// <param name="json">Where the object is written.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="chunks">How many chunks its document has.</param>
    /// <param name="vector">Unit length; empty for none.</param>
    public static void Write(Utf8JsonWriter json, Chunk chunk, int chunks, ReadOnlyMemory<float> vector)
    {
        var field = Languages.FieldOf(chunk.Language);
        json.WriteStartObject();
        json.WriteString(Fields.DocumentId, chunk.DocumentId);
        json.WriteNumber(Fields.DocumentVersion, chunk.Version);
        json.WriteString(Fields.ChunkId, chunk.Id);
        json.WriteNumber(Fields.Chunks, chunks);
        json.WriteString(Fields.Audience, AudienceName.Of(chunk.Audience));
        json.WriteString(Fields.Language, chunk.Language);
        foreach (var (name, text) in Fields.Texts.Zip([chunk.Title, chunk.Section, chunk.Text])) WriteText(json, name, field, text);
        if (!vector.IsEmpty) json.WriteVector(Fields.Vector, vector.Span);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string field, string text)
    {
        json.WriteStartObject(name);
        json.WriteString(field, text);
        json.WriteEndObject();
    }
}
