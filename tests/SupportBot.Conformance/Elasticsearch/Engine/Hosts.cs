using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Conformance.Engines;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Conformance.Elasticsearch.Engine;

/// <summary>Hosts that share one index on the tests' node.</summary>
internal sealed class Hosts(ElasticsearchNode node) : IAsyncDisposable
{
    private readonly List<IDisposable> _opened = [];

    public ElasticsearchNode Node => node;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Hosts> StartAsync() => new(await ElasticsearchNode.StartAsync());

    public ElasticsearchSearchEngine Open(Func<bool>? isReadOnly = null) =>
        Opened(new ElasticsearchSearchEngine(Options, "acme", TimeProvider.System, isReadOnly));

    /// <summary>What an operator does with the index.</summary>
    public ElasticsearchIndex Operator() => Opened(new ElasticsearchIndex(Options, "acme", TimeProvider.System));

    /// <summary>An index that no search goes to, as a rebuild leaves it that was broken off.</summary>
    public async Task LeaveAsync(string index)
    {
        using var cluster = new ElasticsearchCluster(Options, TimeProvider.System);
        var (request, names) = (new NewIndex(1, null).Request(index), new IndexNames("shop-acme"));
        Assert.Null(
            (await cluster.ManageAsync((client, token) => client.Indices.CreateAsync(request, token), Token)).Error);
        await new BrandIndices(cluster, names).UpdateAliasesAsync(
            [BrandIndices.Add(index, IndexNames.Writes(index))], Token);
    }

    /// <summary>What customers find by words.</summary>
    public static async Task<string[]> WordsAsync(ISearchEngine engine, string text, string? language = null) =>
        [
            .. (
                await engine.SearchAsync(
                    new SearchRequest(text, Some.Customers, Language: language),
                    TestContext.Current.CancellationToken)).Bm25.Select(hit => hit.ChunkId),
        ];

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened) opened.Dispose();
        Assert.Empty(node.Violations);
        await node.DisposeAsync();
    }

    private ElasticsearchOptions Options =>
        new()
        {
            Urls = [node.Address.ToString()],
            IndexPrefix = "shop",
            Replicas = 0,
            SearchSeconds = 60,
        };

    private T Opened<T>(T one) where T : IDisposable
    {
        _opened.Add(one);
        return one;
    }
}
