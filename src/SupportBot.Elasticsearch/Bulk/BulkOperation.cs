using System.Text.Json;

namespace SupportBot.Elasticsearch.Bulk;

/// <summary>
/// One change of one document. An id may come only once in a stream: items that are sent again lose their place in it.
/// </summary>
internal sealed record BulkOperation(string Action, string Id, WriteJson? Document, long? Version)
{
    public static BulkOperation Index(string id, WriteJson document, long? version = null) =>
        new("index", id, document, version);

    /// <summary>That it is gone already is no failure.</summary>
    public static BulkOperation Delete(string id, long? version = null) => new("delete", id, null, version);
}

internal delegate void WriteJson(Utf8JsonWriter json);
