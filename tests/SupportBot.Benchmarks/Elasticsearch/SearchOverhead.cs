using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Core.MSearch;
using Elastic.Clients.Elasticsearch.QueryDsl;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine.Searching;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>What a hybrid search costs beyond the time that the cluster itself takes.</summary>
internal static class SearchOverhead
{
    private const int Searches = 2_000;
    private const int Dimensions = 768;
    private static readonly string[] Fields = ["title", "section", "text"];

    /// <summary>Against a node that takes no time.</summary>
    public static async Task MeasureAsync(Figures figures)
    {
        await using var node = await SinkNode.StartAsync();
        var options = new ElasticsearchOptions { Urls = [node.Address] };
        using var cluster = new ElasticsearchCluster(options, TimeProvider.System);
        var (times, bytes) = await AskAsync(cluster);
        figures.Latencies("Hybrid search by a node that takes no time", times, 2, 10);
        figures.Report("The same, allocated by client and node together", bytes / 1024, "KiB a search");
    }

    /// <summary>After as many searches to warm up.</summary>
    private static async Task<(List<TimeSpan> Times, double Bytes)> AskAsync(ElasticsearchCluster cluster)
    {
        var (times, clock, before) = (new List<TimeSpan>(), TimeProvider.System, 0L);
        for (var i = 0; i < 2 * Searches; i++)
        {
            if (i == Searches) before = GC.GetTotalAllocatedBytes(precise: true);
            var began = clock.GetTimestamp();
            var answer = await HybridLegs.MultiSearchAsync(cluster, "kb", Bodies(i % Searches), CancellationToken.None);
            if (!answer.Succeeded) throw new InvalidOperationException(answer.Error.Message);
            if (i >= Searches) times.Add(clock.GetElapsedTime(began));
        }
        return (times, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Searches);
    }

    private static MultisearchBody[] Bodies(int number)
    {
        var random = new Random(number);
        var vector = Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray();
        Query filter = new TermsQuery("audience", new FieldValue[] { "public" });
        var question = new MultiMatchQuery($"how do I reset the password of account {number}") { Fields = Fields };
        return
        [
            Body(new MultisearchBody { Query = new BoolQuery { Must = [question], Filter = [filter] } }),
            Body(new MultisearchBody
            {
                Knn =
                [
                    new KnnSearch("vector") { QueryVector = vector, K = 100, NumCandidates = 300, Filter = [filter] },
                ],
            }),
        ];
    }

    private static MultisearchBody Body(MultisearchBody body)
    {
        (body.Size, body.Source, body.TrackTotalHits) = (100, false, false);
        return body;
    }
}
