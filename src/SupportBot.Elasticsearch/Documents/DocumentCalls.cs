using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch.Documents;

/// <summary>Calls on documents other than those of a bulk.</summary>
internal sealed class DocumentCalls(Api api)
{
    /// <summary>The fields of several documents, vectors left out: what comes is never to be written back.</summary>
    /// <param name="index">Index or alias.</param>
    /// <param name="ids">The documents; what was written last counts, visible to searches or not.</param>
    /// <param name="field">The only field wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>One item an id, in their order.</returns>
    public async Task<ElasticsearchResult<FetchedDocument[]>> MultiGetAsync(
        string index, IReadOnlyList<string> ids, string? field, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return Array.Empty<FetchedDocument>();
        var request = new NodeRequest(HttpMethod.Post, $"{Api.Path(index, "_mget")}{(field is null ? "" : $"?_source_includes={field}")}") { Body = JsonBytes.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("ids");
            foreach (var id in ids) json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteEndObject();
        }), Timeout = api.SearchTime };
        return (await api.CallAsync(request, ElasticsearchJson.Default.MultiGetResponse, cancellationToken).ConfigureAwait(false))
            .Select(answer => answer.Docs);
    }

    /// <summary>Deletes what a query finds in the state last refreshed; documents that change meanwhile are left and counted as conflicts.</summary>
    /// <param name="index">Index or alias.</param>
    /// <param name="query">What to delete.</param>
    /// <param name="refresh">Whether the deletions are to be visible at once.</param>
    /// <param name="cancellationToken">Ends the call, not what the cluster has begun.</param>
    public Task<ElasticsearchResult<DeleteByQueryResponse>> DeleteByQueryAsync(
        string index, WriteJson query, bool refresh, CancellationToken cancellationToken)
    {
        var path = $"{Api.Path(index, "_delete_by_query")}?conflicts=proceed{(refresh ? "&refresh=true" : "")}";
        var request = new NodeRequest(HttpMethod.Post, path) { Body = JsonBytes.Of(json => SearchCalls.WriteQuery(json, query)), Timeout = api.BulkTime };
        return api.CallAsync(request, ElasticsearchJson.Default.DeleteByQueryResponse, cancellationToken);
    }
}
