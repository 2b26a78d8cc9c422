using SupportBot.Elasticsearch.Engine;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

/// <summary>What the commands about the index work with.</summary>
internal static class OpenIndex
{
    public static Task<ServiceProvider> OpenAsync(string? data, CancellationToken cancellationToken) =>
        Composition.OpenWithoutIndexAsync(Configuration.Read(CommonOptions.Overrides(("Data:Path", data))), cancellationToken);

    /// <exception cref="SettingsException">The index is not on a cluster.</exception>
    public static ElasticsearchIndex OnCluster(this IServiceProvider services, string command) =>
        services.GetService<ElasticsearchIndex>() ?? throw new SettingsException(
            $"'index {command}' is for an index in Elasticsearch, and Search:Engine is {SearchOptions.Embedded}. The embedded index needs nothing of the kind: it makes itself.");
}
