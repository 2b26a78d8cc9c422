using SupportBot.Elasticsearch;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>
/// The client's own memory and time, and against a real server, where <c>ELASTICSEARCH_URL</c> names one: rankings
/// beside
/// the embedded engine's, latency beyond the server's own, speed beside curl's, and a rebuild while others search.
/// </summary>
internal static class ElasticsearchBenchmark
{
    public static async Task<int> RunAsync()
    {
        var figures = new Figures();
        await BulkMemory.MeasureAsync(figures);
        await SearchOverhead.MeasureAsync(figures);
        var options = new ElasticsearchOptions
        {
            IndexPrefix = $"supportbot-benchmark-{Guid.NewGuid():N}",
            Replicas = 0,
        };
        if (!options.HasAddress)
        {
            Console.WriteLine($"skipped: no {ElasticsearchOptions.UrlVariable}");
            return figures.ExitCode;
        }
        await BulkSpeed.MeasureAsync(options, figures);
        await using (
            var duplicati = await BothEngines.OpenAsync(
                options, "duplicati", store => Corpora.IngestAsync(store, "duplicati/docs")))
            await duplicati.CompareAsync("Duplicati", Corpora.DuplicatiQuestions(), figures);
        var cloud = RetrievalSets.Mtrag("cloud", "rewrite");
        await using var engines = await BothEngines.OpenAsync(
            options, "cloud", store => Corpora.StoreAsync(store, cloud.Corpus));
        await engines.CompareAsync("Cloud", cloud.Queries, figures);
        await new LiveIndex(engines, [.. cloud.Queries.Select(query => query.Text)]).MeasureAsync(figures);
        return figures.ExitCode;
    }
}
