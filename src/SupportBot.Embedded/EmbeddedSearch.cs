using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded;

public static class EmbeddedSearch
{
    /// <summary>Searches in this process, with the index in a folder: <see cref="EmbeddedSearchEngine"/>.</summary>
    /// <param name="services">Where it is added.</param>
    /// <param name="path">
    /// The index folder; created if absent, rebuilt from the database where deleted or damaged.
    /// </param>
    public static IServiceCollection AddEmbeddedSearch(this IServiceCollection services, string path) => services
        .AddSingleton<ISearchEngine>(
            provider => new EmbeddedSearchEngine(path, provider.GetService<ILogger<EmbeddedSearchEngine>>()));
}
