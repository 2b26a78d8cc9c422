using System.Text.Json;
using Elastic.Clients.Elasticsearch.QueryDsl;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Engine.Searching;
using SupportBot.Elasticsearch.Engine.Writing;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>
/// The search engine on a cluster: BM25 and nearest neighbours by one request, over one index behind an alias. Several
/// hosts may search and follow the database at once. See docs/decisions/0007.
/// </summary>
public sealed class ElasticsearchSearchEngine : ISearchEngine, IDisposable
{
    private const int MaxAttempts = 5;

    private readonly ElasticsearchCluster _cluster;
    private readonly IndexNames _names;
    private readonly IndexWriting _writing;
    private readonly IndexReplacement _replacement;
    private readonly WordCounter _counting;
    private readonly Func<bool> _isReadOnly;
    private readonly SemaphoreSlim _one = new(1);
    private IndexContent? _known;

    /// <param name="options">Valid options.</param>
    /// <param name="name">Whose index, in lower case: a brand. It comes after the prefix.</param>
    /// <param name="time">Measures timeouts.</param>
    /// <param name="isReadOnly">Whether another process follows the database at the moment; null for never.</param>
    public ElasticsearchSearchEngine(
        ElasticsearchOptions options, string name, TimeProvider time, Func<bool>? isReadOnly = null)
        : this(new ElasticsearchCluster(options, time), options, name, isReadOnly)
    {
    }

    internal ElasticsearchSearchEngine(
        ElasticsearchCluster cluster, ElasticsearchOptions options, string name, Func<bool>? isReadOnly = null)
    {
        _cluster = cluster;
        _names = new IndexNames($"{options.IndexPrefix}-{name}");
        _writing = new IndexWriting(cluster, options);
        _replacement = new IndexReplacement(cluster, _writing, options, _names);
        _counting = new WordCounter(cluster, _names.Alias);
        _isReadOnly = isReadOnly ?? (() => false);
    }

    public bool IsReadOnly => _isReadOnly();

    public async Task<IndexState> StateAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken))?.State ?? IndexState.Empty;

    public Task ApplyAsync(IndexChanges changes, CancellationToken cancellationToken) => WriteAsync(async content =>
    {
        Task<IndexContent> FillAsync(IndexContent into) => _writing.WriteAsync(into, changes, cancellationToken);
        if (content is null) await _replacement.RunAsync(null, FillAsync, cancellationToken);
        else await _writing.CommitAsync(await FillAsync(content), cancellationToken);
    }, cancellationToken);

    public Task RebuildAsync(IAsyncEnumerable<IndexChanges> pages, CancellationToken cancellationToken)
    {
        return OneByOneAsync(old => _replacement.RunAsync(old, FillAsync, cancellationToken), cancellationToken);

        async Task<IndexContent> FillAsync(IndexContent fresh)
        {
            await foreach (var changes in pages.WithCancellation(cancellationToken))
                fresh = await _writing.WriteAsync(fresh, changes, cancellationToken);
            return fresh;
        }
    }

    public Task ReplaceVectorsAsync(VectorSet vectors, CancellationToken cancellationToken)
    {
        var replacement = new VectorReplacement(_cluster, _writing, vectors);
        return WriteAsync(old => _replacement.RunAsync(
            old, fresh => replacement.FillAsync(old, fresh, cancellationToken), cancellationToken), cancellationToken);
    }

    public async Task<SearchHits> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        if (request.Top == 0 || request.Audiences.Count == 0) return new SearchHits([], []);
        var known = _known ?? await ReadAsync(cancellationToken) ?? IndexContent.EmptyOf("");
        for (var attempt = 1; ; attempt++)
        {
            var legs = await HybridLegs.AskAsync(_cluster, _names.Alias, request, known, cancellationToken);
            var isGood = legs.Agree(known) && !(legs.HasFailed && attempt == 1);
            if (legs.Newer(known) is { } newer) _known = known = newer;
            if (isGood || attempt == MaxAttempts) return legs.ToHits();
        }
    }

    /// <inheritdoc/>
    /// <remarks>What fails is asked once more: the index may have been replaced under it.</remarks>
    public async Task<WordCounts> CountAsync(
        IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        var counts = await _counting.CountAsync(words, language, cancellationToken);
        if (counts.Error is { Kind: not ErrorKind.TimedOut })
            counts = await _counting.CountAsync(words, language, cancellationToken);
        return counts.OrThrow();
    }

    public void Dispose()
    {
        _cluster.Dispose();
        _one.Dispose();
    }

    private Task WriteAsync(Func<IndexContent?, Task> writeAsync, CancellationToken cancellationToken) => IsReadOnly
        ? throw new InvalidOperationException("A host follows the database into this index: only it writes.")
        : OneByOneAsync(writeAsync, cancellationToken);

    // One change at a time: reads the position before and writes it afterwards.
    private async Task OneByOneAsync(Func<IndexContent?, Task> writeAsync, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await writeAsync(await ReadAsync(cancellationToken));
        }
        finally
        {
            _one.Release();
        }
    }

    // The content as searches see it; null if there is none.
    private async Task<IndexContent?> ReadAsync(CancellationToken cancellationToken)
    {
        var request = new Elastic.Clients.Elasticsearch.SearchRequest(_names.Alias)
        {
            Size = 1, Source = false, TrackTotalHits = false, Query = IndexContent.Query,
            DocvalueFields = [new FieldAndFormat(IndexFields.State)],
        };
        var answer = await _cluster.SearchAsync(
            (client, token) => client.SearchAsync<JsonElement>(request, token), cancellationToken);
        if (answer.Error?.IsMissingIndex() == true) return _known = null;
        var response = answer.OrThrow();
        if (CallErrors.OfPart(response.TimedOut, response.Shards) is { } partial) throw partial.Unavailable();
        var hits = response.HitsMetadata?.Hits ?? throw CallErrors.Unreadable().Unavailable();
        return _known = hits.Select(IndexContent.Read).FirstOrDefault();
    }
}
