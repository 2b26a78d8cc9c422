using System.Text.Json;

namespace SupportBot.Elasticsearch.Bulk;

// An id may occur only once in a stream, since retried items lose their position.
internal sealed record BulkOperation(string Action, string Id, WriteJson? Document, long? Version)
{
    public static BulkOperation Index(string id, WriteJson document, long? version = null) =>
        new("index", id, document, version);

    // A missing document is not an error.
    public static BulkOperation Delete(string id, long? version = null) => new("delete", id, null, version);
}

internal delegate void WriteJson(Utf8JsonWriter json);
