using System.Runtime.CompilerServices;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine.Writing;

/// <summary>All chunks of an index, in the order of their ids, with their fields but without vectors.</summary>
internal static class ChunkWalk
{
    private const int PageSize = 500;

    public static async IAsyncEnumerable<IReadOnlyList<SearchHit>> PagesAsync(ElasticsearchClient client, string index, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new PageBody(Query.Exists(Fields.DocumentId), Fields.ChunkId, PageSize) { Without = Fields.Vector };
        while (true)
        {
            var answer = (await client.Searches.PageAsync(IndexNames.Writes(index), page, cancellationToken).ConfigureAwait(false)).OrThrow();
            if (answer.Partial is { } partial) throw partial.Unavailable();
            var hits = answer.Hits.Hits;
            if (hits.Count > 0) yield return hits;
            if (hits.Count < PageSize) yield break;
            page = page with { After = hits[^1].Id };
        }
    }
}
