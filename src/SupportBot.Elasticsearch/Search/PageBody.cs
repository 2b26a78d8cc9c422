using System.Text.Json;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Search;

/// <summary>A walk over documents, page by page, each with its version and its fields.</summary>
/// <param name="Query">Which documents.</param>
/// <param name="OrderBy">A keyword field that tells them apart.</param>
/// <param name="Size">Documents of a page.</param>
internal sealed record PageBody(WriteJson Query, string OrderBy, int Size)
{
    /// <summary>The value of <see cref="OrderBy"/> at which the page before ended; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>A field that does not come along; null for none.</summary>
    public string? Without { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("size", Size);
        json.WriteBoolean("track_total_hits", false);
        json.WriteBoolean("version", true);
        json.WritePropertyName("query");
        Query(json);
        json.WriteStartArray("sort");
        json.WriteStartObject();
        json.WriteString(OrderBy, "asc");
        json.WriteEndObject();
        json.WriteEndArray();
        WriteArray(json, "search_after", After);
        if (Without is not null)
        {
            json.WriteStartObject("_source");
            WriteArray(json, "excludes", Without);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) return;
        json.WriteStartArray(name);
        json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
