using System.Text.Json;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine.Writing;

internal static class ChunkJson
{
    public static void Write(Utf8JsonWriter json, Chunk chunk, int chunks, ReadOnlyMemory<float> vector)
    {
        var field = Languages.FieldOf(chunk.Language);
        json.WriteStartObject();
        json.WriteString(IndexFields.DocumentId, chunk.DocumentId);
        json.WriteNumber(IndexFields.DocumentVersion, chunk.Version);
        json.WriteString(IndexFields.ChunkId, chunk.Id);
        json.WriteNumber(IndexFields.Chunks, chunks);
        json.WriteString(IndexFields.Audience, AudienceName.Of(chunk.Audience));
        json.WriteString(IndexFields.Language, chunk.Language);
        foreach (var (name, text) in IndexFields.Texts.Zip([chunk.Title, chunk.Section, chunk.Text]))
            WriteText(json, name, field, text);
        if (!vector.IsEmpty) json.WriteVector(IndexFields.Vector, vector.Span);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string field, string text)
    {
        json.WriteStartObject(name);
        json.WriteString(field, text);
        json.WriteEndObject();
    }
}
