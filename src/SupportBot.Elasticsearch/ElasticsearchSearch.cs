using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine;

namespace SupportBot.Elasticsearch;

public static class ElasticsearchSearch
{
    /// <summary>Searches on the cluster of <see cref="ElasticsearchOptions"/>.</summary>
    /// <param name="services">Where it is added, with <see cref="ElasticsearchIndex"/> for the operator.</param>
    /// <param name="name">Whose index: a brand.</param>
    /// <param name="isReadOnly">Whether another process follows the database at the moment.</param>
    public static IServiceCollection AddElasticsearchSearch(
        this IServiceCollection services, string name, Func<IServiceProvider, bool> isReadOnly) => services
        .AddSingleton<ISearchEngine>(provider => new ElasticsearchSearchEngine(
            OptionsOf(provider), name, provider.GetRequiredService<TimeProvider>(), () => isReadOnly(provider)))
        .AddSingleton(provider => new ElasticsearchIndex(
            OptionsOf(provider), name, provider.GetRequiredService<TimeProvider>()));

    private static ElasticsearchOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ElasticsearchOptions>>().Value;
}
