using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch;
using SupportBot.Conformance.Elasticsearch.Engine;
using SupportBot.Elasticsearch.Engine;

namespace SupportBot.Conformance.Engines;

/// <summary>Against a real server. Each case has indices of its own there, and leaves none behind.</summary>
[NeedsServer(ElasticsearchOptions.UrlVariable, "the address of an Elasticsearch 9, such as http://localhost:9200")]
public sealed class ElasticsearchServerTests : SearchEngineConformance
{
    private readonly ElasticsearchOptions _options =
        new() { IndexPrefix = $"supportbot-conformance-{Guid.NewGuid():N}", Replicas = 0, SearchSeconds = 60 };

    protected override Task<ISearchEngine> OpenAsync() =>
        Task.FromResult<ISearchEngine>(new ElasticsearchSearchEngine(_options, "test", TimeProvider.System));

    protected override Task CloseAsync(ISearchEngine engine)
    {
        ((ElasticsearchSearchEngine)engine).Dispose();
        return Task.CompletedTask;
    }

    protected override async Task DeleteStorageAsync()
    {
        using var index = new ElasticsearchIndex(_options, "test", TimeProvider.System);
        await index.DropAsync(CancellationToken.None);
        Assert.Equal(0, await index.CountIndicesAsync(CancellationToken.None));
    }
}
