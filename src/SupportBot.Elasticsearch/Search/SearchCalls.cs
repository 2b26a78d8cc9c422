using System.Text.Json;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch.Search;

/// <summary>Calls that search and count.</summary>
internal sealed class SearchCalls(Api api)
{
    /// <summary>One search.</summary>
    public Task<ElasticsearchResult<SearchResponse>> SearchAsync(string index, SearchBody body, CancellationToken cancellationToken) =>
        api.CallAsync(Request(Api.Path(index, "_search"), JsonBytes.Of(body.Write)), ElasticsearchJson.Default.SearchResponse, cancellationToken);

    /// <summary>
    /// Several searches at once. Each succeeds or fails by itself, except that a search which cannot be parsed fails them all.
    /// </summary>
    /// <returns>One result a search, in their order.</returns>
    public async Task<ElasticsearchResult<ElasticsearchResult<SearchResponse>[]>> MultiSearchAsync(
        string index, IReadOnlyList<SearchBody> searches, CancellationToken cancellationToken)
    {
        var lines = searches.SelectMany(search => new WriteJson[] { NoHeader, search.Write });
        var request = Request(Api.Path(index, "_msearch"), JsonBytes.Lines(lines)) with { IsLines = true };
        var answer = await api.CallAsync(request, ElasticsearchJson.Default.MultiSearchResponse, cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded) return answer.Error;
        return answer.Value.Responses.Count == searches.Count
            ? answer.Value.Responses.Select(Read).ToArray()
            : Unreadable;
    }

    /// <summary>One page of many documents, in the order of a field.</summary>
    public Task<ElasticsearchResult<SearchResponse>> PageAsync(string index, PageBody body, CancellationToken cancellationToken) =>
        api.CallAsync(Request(Api.Path(index, "_search"), JsonBytes.Of(body.Write)) with { Timeout = api.BulkTime }, ElasticsearchJson.Default.SearchResponse, cancellationToken);

    /// <summary>How many documents match.</summary>
    public async Task<ElasticsearchResult<long>> CountAsync(string index, WriteJson query, CancellationToken cancellationToken)
    {
        var request = Request(Api.Path(index, "_count"), JsonBytes.Of(json => WriteQuery(json, query)));
        return (await api.CallAsync(request, ElasticsearchJson.Default.CountResponse, cancellationToken).ConfigureAwait(false)).Select(answer => answer.Count);
    }

    /// <summary>How many documents match each of several queries, in one and the same state of the index.</summary>
    /// <param name="index">Index or alias.</param>
    /// <param name="within">Only documents that this finds are counted.</param>
    /// <param name="queries">What to count.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>All documents within, and the count of each query in their order.</returns>
    public async Task<ElasticsearchResult<FilterCounts>> CountEachAsync(
        string index, WriteJson within, IReadOnlyList<WriteJson> queries, CancellationToken cancellationToken)
    {
        var body = new SearchBody { Size = 0, Query = within, CountsAll = true, Aggregations = queries.Count == 0 ? null : json => FilterCounts.Write(json, queries) };
        var answer = await SearchAsync(index, body, cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded) return answer.Error;
        if (answer.Value.Partial is { } partial) return partial;
        return FilterCounts.Read(answer.Value, queries.Count) is { } counts ? counts : Unreadable;
    }

    internal static void WriteQuery(Utf8JsonWriter json, WriteJson query)
    {
        json.WriteStartObject();
        json.WritePropertyName("query");
        query(json);
        json.WriteEndObject();
    }

    private static ElasticsearchError Unreadable => new(ErrorKind.Unreadable, 200, "", "");

    private NodeRequest Request(string path, ReadOnlyMemory<byte> body) => new(HttpMethod.Post, path) { Body = body, Timeout = api.SearchTime };

    private static void NoHeader(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private static ElasticsearchResult<SearchResponse> Read(JsonElement item)
    {
        if (item.TryGetProperty("error", out var error))
            return ErrorBody.Of(error, item.TryGetProperty("status", out var status) ? status.GetInt32() : 0);
        try
        {
            return item.Deserialize(ElasticsearchJson.Default.SearchResponse)!;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }
}
