using System.Runtime.CompilerServices;
using System.Text.Json;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Core.Search;
using Elastic.Clients.Elasticsearch.QueryDsl;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine.Writing;

internal static class ChunkPages
{
    private const int PageSize = 500;

    public static async IAsyncEnumerable<IReadOnlyCollection<Hit<JsonElement>>> PagesAsync(
        ElasticsearchCluster cluster, string index, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new SearchRequest(IndexNames.Writes(index))
        {
            Size = PageSize,
            TrackTotalHits = false,
            Version = true,
            Query = new ExistsQuery(IndexFields.DocumentId),
            Sort = [new FieldSort(IndexFields.ChunkId) { Order = SortOrder.Asc }],
            Source = new SourceFilter { Excludes = IndexFields.Vector },
        };
        while (true)
        {
            var answer = await cluster.TransferAsync(
                (client, token) => client.SearchAsync<JsonElement>(request, token), cancellationToken).OrThrowAsync();
            if (CallErrors.OfPart(answer.TimedOut, answer.Shards) is { } partial) throw partial.Unavailable();
            var hits = answer.HitsMetadata?.Hits ?? throw CallErrors.Unreadable().Unavailable();
            if (hits.Count > 0) yield return hits;
            if (hits.Count < PageSize) yield break;
            request.SearchAfter = [hits.Last().Id];
        }
    }
}
