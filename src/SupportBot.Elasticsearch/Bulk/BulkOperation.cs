using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Bulk;

/// <summary>One change of one document. An id may come only once in a stream, since items that are sent again lose their place in it.</summary>
/// <param name="Action"><c>index</c>, <c>update</c> or <c>delete</c>.</param>
/// <param name="Id">The document.</param>
/// <param name="Document">Its fields, as one object; null for a deletion.</param>
/// <param name="Version">A version from outside, by which an older change is turned away with 409; null for none.</param>
internal sealed record BulkOperation(string Action, string Id, WriteJson? Document, long? Version)
{
    /// <summary>Writes the whole document, whether or not it exists.</summary>
    public static BulkOperation Index(string id, WriteJson document, long? version = null) => new("index", id, document, version);

    /// <summary>Changes some fields and keeps the others, vectors included; fails with 404 where the document does not exist.</summary>
    public static BulkOperation Update(string id, WriteJson fields) => new("update", id, json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("doc");
        fields(json);
        json.WriteEndObject();
    }, null);

    /// <summary>Deletes it; that it is gone already is no failure.</summary>
    public static BulkOperation Delete(string id, long? version = null) => new("delete", id, null, version);
}
