using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Indices;

/// <summary>Calls on indices and aliases.</summary>
internal sealed class IndexCalls(Api api)
{
    /// <summary>Merging many gigabytes takes minutes.</summary>
    private static readonly TimeSpan MergeTime = TimeSpan.FromMinutes(30);

    /// <summary>Creates an index; fails with <c>resource_already_exists_exception</c> where it exists.</summary>
    /// <param name="index">Its name.</param>
    /// <param name="body">An object of <c>settings</c> and <c>mappings</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ElasticsearchResult<Acknowledgement>> CreateAsync(string index, WriteJson body, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Put, Api.Path(index), body) with { IsIdempotent = false }, ElasticsearchJson.Default.Acknowledgement, cancellationToken);

    /// <summary>Whether an index or alias exists.</summary>
    public Task<ElasticsearchResult<bool>> ExistsAsync(string index, CancellationToken cancellationToken) =>
        api.AskAsync(api.Request(HttpMethod.Head, Api.Path(index)), cancellationToken);

    /// <summary>Deletes an index; one that is gone is no failure.</summary>
    public Task<ElasticsearchResult<Acknowledgement>> DeleteAsync(string index, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Delete, $"{Api.Path(index)}?ignore_unavailable=true"), ElasticsearchJson.Default.Acknowledgement, cancellationToken);

    /// <summary>Adds fields to a mapping, or replaces its <c>_meta</c>.</summary>
    public Task<ElasticsearchResult<Acknowledgement>> PutMappingAsync(string index, WriteJson body, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Put, Api.Path(index, "_mapping"), body), ElasticsearchJson.Default.Acknowledgement, cancellationToken);

    /// <summary>The mappings behind an index, alias or pattern, by index.</summary>
    public Task<ElasticsearchResult<Dictionary<string, IndexMappings>>> GetMappingAsync(string index, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Get, Api.Path(index, "_mapping")), ElasticsearchJson.Default.DictionaryStringIndexMappings, cancellationToken);

    /// <summary>Changes settings, such as <c>refresh_interval</c>.</summary>
    public Task<ElasticsearchResult<Acknowledgement>> PutSettingsAsync(string index, WriteJson body, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Put, Api.Path(index, "_settings"), body), ElasticsearchJson.Default.Acknowledgement, cancellationToken);

    /// <summary>The settings behind an index, alias or pattern, by index.</summary>
    public Task<ElasticsearchResult<Dictionary<string, IndexSettings>>> GetSettingsAsync(string index, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Get, Api.Path(index, "_settings")), ElasticsearchJson.Default.DictionaryStringIndexSettings, cancellationToken);

    /// <summary>The indices behind an alias, with all their aliases; empty where there is no such alias.</summary>
    public async Task<ElasticsearchResult<Dictionary<string, IndexAliases>>> GetAliasAsync(string alias, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync(api.Request(HttpMethod.Get, Api.Path("_alias", alias)), ElasticsearchJson.Default.DictionaryStringIndexAliases, cancellationToken).ConfigureAwait(false);
        return answer.Error is { Kind: ErrorKind.Rejected, Status: 404 } ? new Dictionary<string, IndexAliases>() : answer;
    }

    /// <summary>Carries out several changes of aliases at once: no search sees a state in between.</summary>
    public Task<ElasticsearchResult<Acknowledgement>> UpdateAliasesAsync(IReadOnlyList<AliasAction> actions, CancellationToken cancellationToken) =>
        api.CallAsync(
            api.Request(HttpMethod.Post, "_aliases", json => AliasAction.Write(json, actions)) with { IsIdempotent = false },
            ElasticsearchJson.Default.Acknowledgement, cancellationToken);

    /// <summary>Makes all changes visible to searches.</summary>
    public Task<ElasticsearchResult<ShardsOnly>> RefreshAsync(string index, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Post, Api.Path(index, "_refresh")), ElasticsearchJson.Default.ShardsOnly, cancellationToken);

    /// <summary>Merges an index that is no longer written to into few segments, which searches faster.</summary>
    public Task<ElasticsearchResult<ShardsOnly>> ForceMergeAsync(string index, int segments, CancellationToken cancellationToken) =>
        api.CallAsync(
            api.Request(HttpMethod.Post, $"{Api.Path(index, "_forcemerge")}?max_num_segments={segments}") with { Timeout = MergeTime, IsIdempotent = false },
            ElasticsearchJson.Default.ShardsOnly, cancellationToken);

    /// <summary>How much is in an index.</summary>
    public Task<ElasticsearchResult<IndexStatistics>> StatisticsAsync(string index, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Get, $"{Api.Path(index, "_stats")}/docs,store"), ElasticsearchJson.Default.IndexStatistics, cancellationToken);

    /// <summary>Which terms an analyzer makes of a text.</summary>
    public Task<ElasticsearchResult<AnalyzeResponse>> AnalyzeAsync(string index, string analyzer, string text, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Post, Api.Path(index, "_analyze"), json =>
        {
            json.WriteStartObject();
            json.WriteString("analyzer", analyzer);
            json.WriteString("text", text);
            json.WriteEndObject();
        }), ElasticsearchJson.Default.AnalyzeResponse, cancellationToken);

    /// <summary>Makes the search analyzers read their synonyms anew.</summary>
    public Task<ElasticsearchResult<ShardsOnly>> ReloadSearchAnalyzersAsync(string index, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Post, Api.Path(index, "_reload_search_analyzers")), ElasticsearchJson.Default.ShardsOnly, cancellationToken);
}
