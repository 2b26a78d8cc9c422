using System.Text.Json;
using SupportBot.Core.Knowledge;

namespace SupportBot.Elasticsearch.Engine.Layout;

/// <summary>Settings and mapping of a new index.</summary>
/// <param name="shards">Primary shards.</param>
/// <param name="synonyms">A set of synonyms that exists; null for none.</param>
internal sealed class IndexBody(int shards, string? synonyms)
{
    /// <summary>The version of this layout, in <c>_meta.layout</c>: an index of another is to be rebuilt.</summary>
    public const int Version = 1;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteSettings(json);
        json.WriteStartObject("mappings");
        json.WriteString("dynamic", "strict");
        json.WriteStartObject("_meta");
        json.WriteNumber("layout", Version);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        WriteFields(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteSettings(Utf8JsonWriter json)
    {
        json.WriteStartObject("settings");
        json.WriteNumber("number_of_shards", shards);
        json.WriteNumber("number_of_replicas", 0);
        json.WriteString("refresh_interval", "-1");
        json.WriteStartObject("similarity");
        json.WriteStartObject("default");
        json.WriteString("type", "BM25");
        json.WriteNumber("k1", Bm25.K1);
        json.WriteNumber("b", Bm25.B);
        json.WriteEndObject();
        json.WriteEndObject();
        if (synonyms is not null) SynonymAnalysis.Write(json, synonyms);
        json.WriteEndObject();
    }

    private void WriteFields(Utf8JsonWriter json)
    {
        WriteField(json, Fields.DocumentId, "keyword");
        WriteField(json, Fields.DocumentVersion, "long");
        WriteField(json, Fields.ChunkId, "keyword");
        WriteField(json, Fields.Chunks, "integer");
        WriteField(json, Fields.Audience, "keyword");
        WriteField(json, Fields.Language, "keyword");
        WriteField(json, Fields.State, "keyword");
        foreach (var text in Fields.Texts)
        {
            json.WriteStartObject(text);
            json.WriteStartObject("properties");
            foreach (var field in Languages.Fields) WriteText(json, field);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteField(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private void WriteText(Utf8JsonWriter json, string field)
    {
        json.WriteStartObject(field);
        json.WriteString("type", "text");
        json.WriteString("analyzer", Languages.AnalyzerOf(field));
        if (synonyms is not null && SynonymAnalysis.AnalyzerOf(field) is { } search) json.WriteString("search_analyzer", search);
        json.WriteString("index_options", "freqs");
        json.WriteEndObject();
    }
}
