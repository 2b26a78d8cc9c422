using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportBot.Elasticsearch.Bulk;

/// <param name="Errors">Whether any item failed.</param>
/// <param name="Items">One an operation, in their order, under the name of its action.</param>
internal sealed record BulkResponse(bool Errors, IReadOnlyList<Dictionary<string, BulkItem>> Items);

/// <param name="Id">The document.</param>
/// <param name="Status">HTTP status of this item.</param>
/// <param name="Error">Null where it succeeded.</param>
internal sealed record BulkItem([property: JsonPropertyName("_id")] string? Id, int Status, JsonElement? Error = null);
