using Microsoft.Extensions.Options;
using SupportBot.Elasticsearch;
using SupportBot.Embedded;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

internal static class SearchEngineServices
{
    public static IServiceCollection AddSearchEngine(this IServiceCollection services, IConfiguration configuration)
    {
        var data = (configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions()).Path;
        var brand = (configuration.GetSection("Brand").Get<BrandOptions>() ?? new BrandOptions()).Name;
        services.AddOptions<SearchOptions>().Validate<IOptions<ElasticsearchOptions>>(
            (search, elasticsearch) => search.Engine != SearchOptions.Elasticsearch || elasticsearch.Value.HasAddress,
            "Search:Elasticsearch:Urls: names no node. Set it, for example to https://elasticsearch.example:9200, "
                + $"or the environment variable {ElasticsearchOptions.UrlVariable}, or Search:Elasticsearch:CloudId.");
        return configuration["Search:Engine"] == SearchOptions.Elasticsearch
            ? services.AddElasticsearchSearch(brand, provider => IsFollowedElsewhere(provider, data))
            // One index per brand, since hosts of two brands may have used the same data folder.
            : services.AddEmbeddedSearch(Path.Combine(data, "index", brand));
    }

    // A command leaves the index to the host that holds the data folder.
    private static bool IsFollowedElsewhere(IServiceProvider provider, string data) =>
        provider.GetService<DataFolderLock>() is null && DataFolderLock.IsHeld(data);
}
