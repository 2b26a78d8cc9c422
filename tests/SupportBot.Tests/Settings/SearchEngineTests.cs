using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Embedded;
using SupportBot.Settings;

namespace SupportBot.Tests.Settings;

public sealed class SearchEngineTests
{
    [Fact]
    public async Task The_engine_is_the_one_that_is_named()
    {
        await using var embedded = Services(("Search:Engine", "embedded"));
        Assert.IsType<EmbeddedSearchEngine>(embedded.GetRequiredService<ISearchEngine>());
        Assert.Null(embedded.GetService<ElasticsearchIndex>());
        await using var cluster = Services(
            ("Search:Engine", "elasticsearch"), ("Search:Elasticsearch:Urls:0", "http://localhost:9200"),
            ("Search:Elasticsearch:IndexPrefix", "shop"));
        Assert.IsType<ElasticsearchSearchEngine>(cluster.GetRequiredService<ISearchEngine>());
        Assert.Equal("shop-default", cluster.GetRequiredService<ElasticsearchIndex>().Alias);
    }

    [Fact]
    public void A_mistyped_engine_stops_the_start_and_lists_the_valid_ones() =>
        Assert.Equal(["Search:Engine: must be one of: embedded, elasticsearch."], Wrong(("Search:Engine", "elastic")));

    [Fact]
    public void Elasticsearch_without_an_address_stops_the_start_and_shows_how_to_give_one()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable(ElasticsearchOptions.UrlVariable) is { Length: > 0 },
            $"{ElasticsearchOptions.UrlVariable} gives an address.");
        Assert.StartsWith(
            "Search:Elasticsearch:Urls: names no node. Set it, for example to https://",
            Assert.Single(Wrong(("Search:Engine", "elasticsearch"))), StringComparison.Ordinal);
        Assert.Empty(
            Wrong(("Search:Engine", "elasticsearch"), ("Search:Elasticsearch:Urls:0", "http://localhost:9200")));
    }

    [Fact]
    public async Task A_command_beside_a_host_leaves_the_index_to_it_and_the_host_does_not()
    {
        var data = Directory.CreateTempSubdirectory("search-engine");
        (string, string?)[] settings =
        [
            ("Data:Path", data.FullName),
            ("Search:Engine", "elasticsearch"),
            ("Search:Elasticsearch:Urls:0", "http://localhost:9200"),
        ];
        await using var command = Services(settings);
        var engine = command.GetRequiredService<ISearchEngine>();
        Assert.False(engine.IsReadOnly);
        using (var host = DataFolderLock.Take(data.FullName))
        {
            Assert.True(engine.IsReadOnly);
            await using var hosted = Services(settings, host);
            Assert.False(hosted.GetRequiredService<ISearchEngine>().IsReadOnly);
        }
        Assert.False(engine.IsReadOnly);
        data.Delete(recursive: true);
    }

    private static IReadOnlyList<string> Wrong(params (string Name, string? Value)[] settings)
    {
        using var services = Services(settings);
        var e = Record.Exception(services.GetRequiredService<IStartupValidator>().Validate);
        return e is null ? [] : InvalidSettings.Of(e);
    }

    private static ServiceProvider Services(params (string Name, string? Value)[] settings) => Services(settings, null);

    private static ServiceProvider Services((string Name, string? Value)[] settings, DataFolderLock? host)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build();
        var services = new ServiceCollection().AddLogging().AddSupportBot(configuration);
        return (host is null ? services : services.AddSingleton(host)).BuildServiceProvider();
    }
}
