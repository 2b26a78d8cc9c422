using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Engine.Searching;
using SupportBot.Elasticsearch.Engine.Writing;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>
/// The search engine on a cluster: BM25 and nearest neighbours by one request, over one index behind an alias. Several
/// hosts may search and follow the database at once. See docs/decisions/0007.
/// </summary>
public sealed class ElasticsearchSearchEngine : ISearchEngine, IDisposable
{
    /// <summary>How often a search is repeated where the index changed under it.</summary>
    private const int MostAttempts = 5;

    private readonly ElasticsearchClient _client;
    private readonly IndexNames _names;
    private readonly IndexWriting _writing;
    private readonly IndexReplacement _replacement;
    private readonly WordCounting _counting;
    private readonly Func<bool> _isReadOnly;
    private readonly SemaphoreSlim _one = new(1);
    private IndexContent? _known;

    /// <param name="options">Valid options.</param>
    /// <param name="name">Whose index, in lower case: a brand. It comes after the prefix.</param>
    /// <param name="time">Measures timeouts.</param>
    /// <param name="isReadOnly">Whether another process follows the database at the moment; null for never.</param>
    public ElasticsearchSearchEngine(ElasticsearchOptions options, string name, TimeProvider time, Func<bool>? isReadOnly = null)
        : this(new ElasticsearchClient(options, time), options, name, isReadOnly)
    {
    }

    internal ElasticsearchSearchEngine(ElasticsearchClient client, ElasticsearchOptions options, string name, Func<bool>? isReadOnly = null)
    {
        _client = client;
        _names = new IndexNames($"{options.IndexPrefix}-{name}");
        _writing = new IndexWriting(client, options);
        _replacement = new IndexReplacement(client, _writing, options, _names);
        _counting = new WordCounting(client, _names.Alias);
        _isReadOnly = isReadOnly ?? (() => false);
    }

    public bool IsReadOnly => _isReadOnly();

    public async Task<IndexState> StateAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false))?.State ?? IndexState.Empty;

    public Task ApplyAsync(IndexChanges changes, CancellationToken cancellationToken) => WriteAsync(async content =>
    {
        if (content is null)
            await _replacement.RunAsync(null, fresh => _writing.WriteAsync(fresh, changes, cancellationToken), cancellationToken).ConfigureAwait(false);
        else
            await _writing.CommitAsync(await _writing.WriteAsync(content, changes, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    public Task RebuildAsync(IAsyncEnumerable<IndexChanges> pages, CancellationToken cancellationToken) => OneByOneAsync(content => _replacement.RunAsync(content, async fresh =>
    {
        await foreach (var changes in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
            fresh = await _writing.WriteAsync(fresh, changes, cancellationToken).ConfigureAwait(false);
        return fresh;
    }, cancellationToken), cancellationToken);

    public Task ReplaceVectorsAsync(VectorSet vectors, CancellationToken cancellationToken) => WriteAsync(content =>
        _replacement.RunAsync(content, fresh => new VectorReplacement(_client, _writing, vectors).FillAsync(content, fresh, cancellationToken), cancellationToken), cancellationToken);

    public async Task<SearchHits> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        if (request.Top == 0 || request.Audiences.Count == 0) return new SearchHits([], []);
        var known = _known ?? await ReadAsync(cancellationToken).ConfigureAwait(false) ?? IndexContent.EmptyOf("");
        for (var attempt = 1; ; attempt++)
        {
            var legs = await HybridLegs.AskAsync(_client.Searches, _names.Alias, request, known, cancellationToken).ConfigureAwait(false);
            var isGood = legs.Agree(known) && !(legs.HasFailed && attempt == 1);
            if (legs.Newer(known) is { } newer) _known = known = newer;
            if (isGood || attempt == MostAttempts) return legs.ToHits();
        }
    }

    /// <inheritdoc/>
    /// <remarks>What fails is asked once more: the index may have been replaced under it.</remarks>
    public async Task<WordCounts> CountAsync(IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        var counts = await _counting.CountAsync(words, language, cancellationToken).ConfigureAwait(false);
        if (counts.Error is { Kind: not ErrorKind.TimedOut }) counts = await _counting.CountAsync(words, language, cancellationToken).ConfigureAwait(false);
        return counts.OrThrow();
    }

    public void Dispose()
    {
        _client.Dispose();
        _one.Dispose();
    }

    private Task WriteAsync(Func<IndexContent?, Task> writeAsync, CancellationToken cancellationToken) => IsReadOnly
        ? throw new InvalidOperationException("A host follows the database into this index: only it writes.")
        : OneByOneAsync(writeAsync, cancellationToken);

    /// <summary>One change at a time: the position of the index is read before and written after.</summary>
    private async Task OneByOneAsync(Func<IndexContent?, Task> writeAsync, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await writeAsync(await ReadAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What searches find the index to hold; null where there is none.</summary>
    private async Task<IndexContent?> ReadAsync(CancellationToken cancellationToken)
    {
        var body = new SearchBody { Size = 1, ShownField = Fields.State, Query = IndexContent.Query };
        var answer = await _client.Searches.SearchAsync(_names.Alias, body, cancellationToken).ConfigureAwait(false);
        if (answer.Error?.IsMissingIndex() == true) return _known = null;
        var response = answer.OrThrow();
        if (response.Partial is { } partial) throw partial.Unavailable();
        return _known = response.Hits.Hits.Select(IndexContent.Read).FirstOrDefault();
    }
}
