using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Bulk;

/// <summary>What became of a stream of operations.</summary>
/// <param name="Succeeded">How many were carried out.</param>
/// <param name="Failed">Those that were turned away, each with its reason.</param>
/// <param name="Error">Why the rest of the stream was not sent; null where it was sent to its end.</param>
/// <param name="Repeated">How many items were sent again because the cluster was busy.</param>
internal sealed record BulkResult(long Succeeded, IReadOnlyList<BulkFailure> Failed, ElasticsearchError? Error, long Repeated)
{
    /// <summary>Every operation was carried out.</summary>
    public bool IsComplete => Error is null && Failed.Count == 0;
}

/// <param name="Id">The document.</param>
/// <param name="Error">The reason; its status is 409 where the document has a newer version.</param>
internal sealed record BulkFailure(string Id, ElasticsearchError Error);
