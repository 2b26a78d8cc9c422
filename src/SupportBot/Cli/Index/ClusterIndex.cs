using SupportBot.Elasticsearch.Engine;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

internal static class ClusterIndex
{
    public static ElasticsearchIndex OnCluster(this IServiceProvider services, string command) =>
        services.GetService<ElasticsearchIndex>() ?? throw new SettingsException(
            $"'index {command}' is for an index in Elasticsearch, and Search:Engine is {SearchOptions.Embedded}. "
                + "The embedded index needs nothing of the kind: it makes itself.");
}
