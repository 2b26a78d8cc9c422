using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine;

namespace SupportBot.Conformance.Engines;

/// <summary>Against the tests' own node, which refuses every request that breaks Elastic's contract.</summary>
public sealed class ElasticsearchSearchEngineTests : SearchEngineConformance
{
    private readonly Task<ElasticsearchNode> _node = ElasticsearchNode.StartAsync();

    protected override async Task<ISearchEngine> OpenAsync() =>
        new ElasticsearchSearchEngine(
            new ElasticsearchOptions
            {
                Urls = [(await _node).Address.ToString()],
                Replicas = 0,
                SearchSeconds = 60,
            },
            "test",
            TimeProvider.System);

    protected override Task CloseAsync(ISearchEngine engine)
    {
        ((ElasticsearchSearchEngine)engine).Dispose();
        return Task.CompletedTask;
    }

    protected override async Task DeleteStorageAsync()
    {
        var node = await _node;
        Assert.Empty(node.Violations);
        await node.DisposeAsync();
    }
}
