using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>What a hybrid search costs beyond the time that the cluster itself takes.</summary>
internal static class SearchOverhead
{
    private const int Searches = 2_000;
    private const int Dimensions = 768;

    /// <summary>Against a node that takes no time.</summary>
    public static async Task MeasureAsync(Figures figures)
    {
        await using var node = await SinkNode.StartAsync();
        using var client = new ElasticsearchClient(new ElasticsearchOptions { Urls = [node.Address] }, TimeProvider.System);
        var overheads = await AskAsync(client, "kb", Body);
        figures.Latencies("Hybrid search by a node that takes no time", overheads, 2, 10);
    }

    /// <summary>Wall time less the node's own <c>took</c>, which is in whole milliseconds, after as many searches to warm up.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> AskAsync(ElasticsearchClient client, string index, Func<int, SearchBody[]> bodies)
    {
        var overheads = new List<TimeSpan>();
        var clock = TimeProvider.System;
        for (var i = 0; i < 2 * Searches; i++)
        {
            var legs = bodies(i % Searches);
            var began = clock.GetTimestamp();
            var answers = await client.Searches.MultiSearchAsync(index, legs, CancellationToken.None);
            var elapsed = clock.GetElapsedTime(began);
            if (!answers.Succeeded) throw new InvalidOperationException(answers.Error.Message);
            if (i >= Searches) overheads.Add(elapsed - TimeSpan.FromMilliseconds(answers.Value.Max(leg => leg.Value?.Took ?? 0)));
        }
        return overheads;
    }

    private static SearchBody[] Body(int number)
    {
        var random = new Random(number);
        var vector = Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var filter = Query.Terms("audience", ["public"]);
        return
        [
            new SearchBody { Size = 100, Query = Query.Bool([Query.MultiMatch($"how do I reset the password of account {number}", ["title", "section", "text"])], [filter]) },
            new SearchBody { Size = 100, Knn = new KnnQuery("vector", vector, 100, 300, [filter]) },
        ];
    }
}
