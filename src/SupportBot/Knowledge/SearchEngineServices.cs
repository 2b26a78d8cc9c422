using Microsoft.Extensions.Options;
using SupportBot.Elasticsearch;
using SupportBot.Embedded;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

/// <summary>The search engine that <c>Search:Engine</c> names.</summary>
internal static class SearchEngineServices
{
    public static IServiceCollection AddSearchEngine(this IServiceCollection services, IConfiguration configuration)
    {
        var data = (configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions()).Path;
        var brand = (configuration.GetSection("Brand").Get<BrandOptions>() ?? new BrandOptions()).Name;
        services.AddOptions<SearchOptions>().Validate<IOptions<ElasticsearchOptions>>(
            (search, elasticsearch) => search.Engine != SearchOptions.Elasticsearch || elasticsearch.Value.HasAddress,
            $"Search:Elasticsearch:Urls: names no node. Set it, for example to https://elasticsearch.example:9200, or the environment variable {ElasticsearchOptions.UrlVariable}, or Search:Elasticsearch:CloudId.");
        return configuration["Search:Engine"] == SearchOptions.Elasticsearch
            ? services.AddElasticsearchSearch(brand, provider => IsFollowedElsewhere(provider, data))
            // One index a brand: hosts of two brands may have used the same data folder.
            : services.AddEmbeddedSearch(Path.Combine(data, "index", brand));
    }

    /// <summary>A command beside a host leaves the index to it; the host is the one that holds the data folder.</summary>
    private static bool IsFollowedElsewhere(IServiceProvider provider, string data) =>
        provider.GetService<DataFolderLock>() is null && DataFolderLock.IsHeld(data);
}
