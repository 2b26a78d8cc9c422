using SupportBot.Elasticsearch.Engine;

namespace SupportBot.Conformance.Elasticsearch.Engine;

internal static class IndexCount
{
    /// <summary>The number of the brand's indices, serving or not.</summary>
    public static async Task<int> CountIndicesAsync(this ElasticsearchIndex index, CancellationToken cancellationToken)
    {
        var status = await index.StatusAsync(cancellationToken);
        return status.Others.Count + (status.Index is null ? 0 : 1);
    }
}
