using System.Text.RegularExpressions;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Engine.Writing;
using SupportBot.Elasticsearch.Search;
using SupportBot.Elasticsearch.Synonyms;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>
/// What an operator does with a brand's index on a cluster, beside the searching. Every method throws
/// <see cref="Core.Knowledge.SearchUnavailableException"/> while the cluster cannot be reached or refuses.
/// </summary>
public sealed class ElasticsearchIndex : IDisposable
{
    private readonly ElasticsearchClient _client;
    private readonly ElasticsearchOptions _options;
    private readonly IndexNames _names;

    /// <inheritdoc cref="ElasticsearchSearchEngine(ElasticsearchOptions, string, TimeProvider, Func{bool})"/>
    public ElasticsearchIndex(ElasticsearchOptions options, string name, TimeProvider time) : this(new ElasticsearchClient(options, time), options, name)
    {
    }

    internal ElasticsearchIndex(ElasticsearchClient client, ElasticsearchOptions options, string name) =>
        (_client, _options, _names) = (client, options, new IndexNames($"{options.IndexPrefix}-{name}"));

    /// <summary>The alias that searches go to.</summary>
    public string Alias => _names.Alias;

    /// <summary>Makes an empty index, where there is none.</summary>
    /// <returns>False where there is one.</returns>
    public async Task<bool> CreateAsync(CancellationToken cancellationToken)
    {
        if (await ServingAsync(cancellationToken).ConfigureAwait(false) is not null) return false;
        var writing = new IndexWriting(_client, _options);
        await new IndexReplacement(_client, writing, _options, _names).RunAsync(null, Task.FromResult, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>How the cluster and the index are.</summary>
    public async Task<ClusterStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var info = (await _client.Cluster.InfoAsync(cancellationToken).ConfigureAwait(false)).OrThrow();
        var serving = await ServingAsync(cancellationToken).ConfigureAwait(false);
        var all = await AllAsync(cancellationToken).ConfigureAwait(false);
        var status = new ClusterStatus(info.ClusterName, info.Version.Number, serving, [.. all.Where(index => index != serving)]);
        if (serving is null) return status;
        var health = (await _client.Cluster.HealthAsync(serving, cancellationToken).ConfigureAwait(false)).OrThrow();
        var size = (await _client.Indices.StatisticsAsync(serving, cancellationToken).ConfigureAwait(false)).OrThrow().All;
        var mapping = (await _client.Indices.GetMappingAsync(serving, cancellationToken).ConfigureAwait(false)).OrThrow()[serving].Mappings;
        return status with
        {
            Health = health.Status,
            DataNodes = health.NumberOfDataNodes,
            // One document is not a section, but says what the index holds.
            Sections = Math.Max(0, size.Primaries.Docs.Count - 1),
            Bytes = size.Total.Store.SizeInBytes,
            HasLayout = mapping.Meta is { } meta && meta.TryGetProperty("layout", out var layout) && layout.TryGetInt32(out var version) && version == IndexBody.Version,
            KnowsSynonyms = mapping.Properties?.ToString().Contains("search_analyzer", StringComparison.Ordinal) == true,
        };
    }

    /// <summary>Deletes sections that the database has no more or has newer, and indices that no search goes to.</summary>
    /// <param name="live">The version of each live document, by its id.</param>
    /// <param name="progress">Told how many sections were looked at.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <remarks>An index that is being built at that moment is deleted too, and the building fails.</remarks>
    public async Task<SweepResult> SweepAsync(IReadOnlyDictionary<string, long> live, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var serving = await ServingAsync(cancellationToken).ConfigureAwait(false);
        long seen = 0, deleted = 0;
        if (serving is not null)
            await foreach (var page in ChunkWalk.PagesAsync(_client, serving, cancellationToken).ConfigureAwait(false))
            {
                deleted += await DeleteAsync(serving, [.. page.Where(hit => IsStale(hit, live)).Select(hit => hit.Id)], cancellationToken).ConfigureAwait(false);
                seen += page.Count;
                progress?.Report(seen);
            }
        if (deleted > 0) (await _client.Indices.RefreshAsync(_names.Alias, cancellationToken).ConfigureAwait(false)).OrThrow();
        string[] left = [.. (await AllAsync(cancellationToken).ConfigureAwait(false)).Where(index => index != serving)];
        foreach (var index in left) (await _client.Indices.DeleteAsync(index, cancellationToken).ConfigureAwait(false)).OrThrow();
        return new SweepResult(seen, deleted, left);
    }

    /// <summary>The operator's rules, in Solr's form; empty where there are none.</summary>
    public async Task<IReadOnlyList<string>> SynonymsAsync(CancellationToken cancellationToken)
    {
        var set = await _client.Synonyms.GetAsync(_names.Synonyms, cancellationToken).ConfigureAwait(false);
        return set.Error is { Status: 404 } ? [] : [.. set.OrThrow().Rules.Select(rule => rule.Synonyms)];
    }

    /// <summary>
    /// Replaces the operator's rules. Questions know them at once where the index was made with a set; one that was made
    /// before the first rules is to be rebuilt.
    /// </summary>
    /// <param name="rules">Such as <c>pwd, password, passcode</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PutSynonymsAsync(IReadOnlyList<string> rules, CancellationToken cancellationToken) =>
        (await _client.Synonyms.PutAsync(_names.Synonyms, [.. rules.Select((rule, i) => new SynonymRule($"{i + 1}", rule))], cancellationToken).ConfigureAwait(false)).OrThrow();

    /// <summary>Deletes everything of the brand: its indices and its synonyms.</summary>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        foreach (var index in await AllAsync(cancellationToken).ConfigureAwait(false))
            (await _client.Indices.DeleteAsync(index, cancellationToken).ConfigureAwait(false)).OrThrow();
        (await _client.Synonyms.DeleteAsync(_names.Synonyms, cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    public void Dispose() => _client.Dispose();

    /// <summary>How many indices of the brand there are, those that no search goes to included.</summary>
    internal async Task<int> CountIndicesAsync(CancellationToken cancellationToken) => (await AllAsync(cancellationToken).ConfigureAwait(false)).Count;

    private async Task<string?> ServingAsync(CancellationToken cancellationToken) =>
        (await _client.Indices.GetAliasAsync(_names.Alias, cancellationToken).ConfigureAwait(false)).OrThrow().Keys.FirstOrDefault();

    /// <summary>The pattern may also find indices of a brand whose name begins like this one's: those are left out.</summary>
    private async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellationToken)
    {
        var found = (await _client.Indices.GetAliasAsync(_names.AllWrites, cancellationToken).ConfigureAwait(false)).OrThrow().Keys;
        return [.. found.Where(index => Regex.IsMatch(index, $"^{Regex.Escape(_names.Alias)}-v[0-9]+$")).Order(StringComparer.Ordinal)];
    }

    private async Task<long> DeleteAsync(string index, IReadOnlyList<string> chunks, CancellationToken cancellationToken) => chunks.Count == 0 ? 0 :
        (await _client.Documents.DeleteByQueryAsync(IndexNames.Writes(index), Query.Terms(Fields.ChunkId, chunks), refresh: false, cancellationToken).ConfigureAwait(false)).OrThrow().Deleted;

    private static bool IsStale(SearchHit hit, IReadOnlyDictionary<string, long> live) =>
        hit.Source is { } chunk
        && (!live.TryGetValue(chunk.GetProperty(Fields.DocumentId).GetString()!, out var version) || chunk.GetProperty(Fields.DocumentVersion).GetInt64() < version);
}
