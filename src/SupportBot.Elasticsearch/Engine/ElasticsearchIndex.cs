using System.Text.Json;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Cluster;
using Elastic.Clients.Elasticsearch.Core.Search;
using Elastic.Clients.Elasticsearch.IndexManagement;
using Elastic.Clients.Elasticsearch.Mapping;
using Elastic.Clients.Elasticsearch.QueryDsl;
using Elastic.Transport;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Engine.Writing;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>
/// Administration of a brand's index on a cluster. Every method throws <see
/// cref="Core.Knowledge.SearchUnavailableException"/> if the cluster cannot be reached or rejects the request.
/// </summary>
public sealed class ElasticsearchIndex : IDisposable
{
    private readonly ElasticsearchCluster _cluster;
    private readonly ElasticsearchOptions _options;
    private readonly IndexNames _names;
    private readonly BrandIndices _indices;

    /// <inheritdoc cref="ElasticsearchSearchEngine(ElasticsearchOptions, string, TimeProvider, Func{bool})"/>
    public ElasticsearchIndex(ElasticsearchOptions options, string name, TimeProvider time)
        : this(new ElasticsearchCluster(options, time), options, name)
    {
    }

    internal ElasticsearchIndex(ElasticsearchCluster cluster, ElasticsearchOptions options, string name)
    {
        (_cluster, _options, _names) = (cluster, options, new IndexNames($"{options.IndexPrefix}-{name}"));
        _indices = new BrandIndices(cluster, _names);
    }

    /// <summary>The alias that searches go to.</summary>
    public string Alias => _names.Alias;

    /// <summary>Makes an empty index, if there is none.</summary>
    /// <returns>False if there is one.</returns>
    public async Task<bool> CreateAsync(CancellationToken cancellationToken)
    {
        if (await ServingAsync(cancellationToken) is not null) return false;
        var writing = new IndexWriting(_cluster, _options);
        var replacement = new IndexReplacement(_cluster, writing, _options, _names);
        await replacement.RunAsync(null, Task.FromResult, cancellationToken);
        return true;
    }

    /// <summary>The state of the cluster and the index.</summary>
    public async Task<ClusterStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var (cluster, version) = await ServerAsync(cancellationToken);
        var serving = await ServingAsync(cancellationToken);
        var others = (await _indices.AllAsync(cancellationToken)).Where(index => index != serving);
        var status = new ClusterStatus(cluster, version, serving, [.. others]);
        return serving is null ? status : await DescribeAsync(status, serving, cancellationToken);
    }

    /// <summary>Deletes sections that the database has no more or has newer, and indices without searches.</summary>
    /// <param name="live">The version of each live document, by its id.</param>
    /// <param name="progress">Told how many sections were looked at.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <remarks>An index that is being built at that moment is deleted too, and the building fails.</remarks>
    public async Task<SweepResult> SweepAsync(
        IReadOnlyDictionary<string, long> live, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var serving = await ServingAsync(cancellationToken);
        long seen = 0, deleted = 0;
        if (serving is not null)
            await foreach (var page in ChunkPages.PagesAsync(_cluster, serving, cancellationToken))
            {
                string[] stale = [.. page.Where(hit => IsStale(hit, live)).Select(hit => hit.Id)];
                deleted += await DeleteAsync(serving, stale, cancellationToken);
                seen += page.Count;
                progress?.Report(seen);
            }
        if (deleted > 0) await _cluster.ManageAsync(
            (client, token) => client.Indices.RefreshAsync(_names.Alias, token), cancellationToken).OrThrowAsync();
        string[] left = [.. (await _indices.AllAsync(cancellationToken)).Where(index => index != serving)];
        foreach (var index in left) await _indices.DeleteAsync(index, cancellationToken).OrThrowAsync();
        return new SweepResult(seen, deleted, left);
    }

    /// <summary>The operator's rules, in Solr's form; empty if there are none.</summary>
    public async Task<IReadOnlyList<string>> SynonymsAsync(CancellationToken cancellationToken) =>
        await _indices.SynonymsAsync(cancellationToken) ?? [];

    /// <summary>
    /// Replaces the operator's rules. Questions know them at once where the index was made with a set; one that was
    /// made before the first rules is to be rebuilt.
    /// </summary>
    /// <param name="rules">Such as <c>pwd, password, passcode</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task PutSynonymsAsync(IReadOnlyList<string> rules, CancellationToken cancellationToken) =>
        _indices.PutSynonymsAsync(rules, cancellationToken);

    /// <summary>Deletes everything of the brand: its indices and its synonyms.</summary>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        foreach (var index in await _indices.AllAsync(cancellationToken))
            await _indices.DeleteAsync(index, cancellationToken).OrThrowAsync();
        await _indices.DeleteSynonymsAsync(cancellationToken);
    }

    public void Dispose() => _cluster.Dispose();

    // Parses plain JSON, since the client's type cannot read the build date "unknown" of a server built from source.
    internal async Task<(string Cluster, string Version)> ServerAsync(CancellationToken cancellationToken)
    {
        var path = new EndpointPath(HttpMethod.GET, "");
        var answer = await _cluster.SearchAsync(
            (client, token) => client.Transport.RequestAsync<JsonResponse>(path, token), cancellationToken)
            .OrThrowAsync();
        var (name, version) = ((string?)answer.Body?["cluster_name"], (string?)answer.Body?["version"]?["number"]);
        return (name, version) is ({ }, { }) ? (name, version) : throw CallErrors.Unreadable().Unavailable();
    }

    private async Task<string?> ServingAsync(CancellationToken cancellationToken) =>
        await _indices.BehindAsync(_names.Alias, cancellationToken) is [var index, ..] ? index : null;

    private async Task<ClusterStatus> DescribeAsync(
        ClusterStatus status, string index, CancellationToken cancellationToken)
    {
        var asked = new IndicesStatsRequest(index, [CommonStatsFlag.Docs, CommonStatsFlag.Store]);
        var health = await _cluster.SearchAsync(
            (client, token) => client.Cluster.HealthAsync(new HealthRequest(index), token), cancellationToken)
            .OrThrowAsync();
        var size = await _cluster.ManageAsync(
            (client, token) => client.Indices.StatsAsync(asked, token), cancellationToken).OrThrowAsync();
        var answer = await _cluster.ManageAsync(
            (client, token) => client.Indices.GetMappingAsync(new GetMappingRequest(index), token), cancellationToken)
            .OrThrowAsync();
        var mapping = answer.Mappings[index].Mappings;
        return status with
        {
            Health = health.Status.ToString().ToLowerInvariant(),
            DataNodes = health.NumberOfDataNodes,
            // One document is the state of the index, not a section.
            Sections = Math.Max(0, (size.All.Primaries?.Docs?.Count ?? 0) - 1),
            Bytes = size.All.Total?.Store?.SizeInBytes ?? 0,
            HasLayout = mapping.Meta?.TryGetValue("layout", out var layout) == true
                && layout.ToString() == $"{NewIndex.Version}",
            KnowsSynonyms = mapping.Properties?.Any(KnowsSynonyms) == true,
        };
    }

    private static bool KnowsSynonyms(KeyValuePair<PropertyName, IProperty> field) => field.Value switch
    {
        ObjectProperty texts => texts.Properties?.Any(KnowsSynonyms) == true,
        TextProperty text => text.SearchAnalyzer is not null,
        _ => false,
    };

    private async Task<long> DeleteAsync(string index, string[] chunks, CancellationToken cancellationToken)
    {
        if (chunks.Length == 0) return 0;
        FieldValue[] ids = [.. chunks.Select(chunk => (FieldValue)chunk)];
        var request = new DeleteByQueryRequest(IndexNames.Writes(index))
        {
            Conflicts = Conflicts.Proceed, Query = new TermsQuery(IndexFields.ChunkId, ids),
        };
        var answer = await _cluster.TransferAsync(
            (client, token) => client.DeleteByQueryAsync(request, token), cancellationToken).OrThrowAsync();
        return answer.Deleted ?? 0;
    }

    private static bool IsStale(Hit<JsonElement> hit, IReadOnlyDictionary<string, long> live) =>
        !live.TryGetValue(hit.Source.GetProperty(IndexFields.DocumentId).GetString()!, out var version)
        || hit.Source.GetProperty(IndexFields.DocumentVersion).GetInt64() < version;
}
