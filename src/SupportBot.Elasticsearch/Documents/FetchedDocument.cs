using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportBot.Elasticsearch.Documents;

internal sealed record MultiGetResponse(FetchedDocument[] Docs);

/// <param name="Id">The document.</param>
/// <param name="Found">False also where the index is missing.</param>
/// <param name="Version">Its version; null where it was not found.</param>
/// <param name="Source">Its fields without vectors; null where it was not found.</param>
internal sealed record FetchedDocument(
    [property: JsonPropertyName("_id")] string Id,
    bool Found = false,
    [property: JsonPropertyName("_version")] long? Version = null,
    [property: JsonPropertyName("_source")] JsonElement? Source = null);
