using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>A real cluster at work: searches, edits, and a rebuild while others search.</summary>
internal sealed class LiveIndex(BothEngines engines, IReadOnlyList<string> questions)
{
    private const int Searchers = 4;
    private const int Edits = 20;
    private static readonly HashSet<Audience> Customers = [Audience.Public];
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly ISearchEngine _engine = engines.Cluster.Engine;

    public async Task MeasureAsync(Figures figures)
    {
        figures.Latencies("Hybrid search, beyond the server's own time", await SearchAsync(), 2, 10);
        figures.AtMost(
            $"A saved edit to being found, longest of {Edits}", (await EditAsync()).Max(edit => edit.TotalSeconds), 1,
            "s");
        var (searches, failures, seconds) = await RebuildAsync();
        figures.Report("Rebuild while others search", seconds, "s");
        figures.Report("Searches meanwhile", searches, "searches");
        figures.AtMost("Searches that failed or found nothing", failures, 0, "searches");
    }

    private async Task<List<TimeSpan>> SearchAsync()
    {
        var requests = new List<SearchRequest>();
        foreach (var question in questions) requests.Add(await RequestAsync(question));
        var overheads = new List<TimeSpan>();
        for (var round = 0; round < 4; round++)
            foreach (var request in requests)
            {
                engines.Took.Take();
                var began = Clock.GetTimestamp();
                await _engine.SearchAsync(request, default);
                var elapsed = Clock.GetElapsedTime(began);
                if (round > 0) overheads.Add(elapsed - engines.Took.Take());
            }
        return overheads;
    }

    /// <summary>From storing a document's new text until a search finds it.</summary>
    private async Task<List<TimeSpan>> EditAsync()
    {
        var edits = new List<TimeSpan>();
        for (var i = 0; i < Edits; i++)
        {
            var word = $"zebra{i}crossing";
            var began = Clock.GetTimestamp();
            await Corpora.StoreAsync(engines.Store, [new("edited", $"The code is {word}.", "Edited")]);
            await engines.Cluster.Follower.CatchUpAsync();
            while ((await _engine.SearchAsync(new SearchRequest(word, Customers), default)).Bm25.Count == 0)
                await Task.Delay(5);
            edits.Add(Clock.GetElapsedTime(began));
        }
        return edits;
    }

    private async Task<(int Searches, int Failures, double Seconds)> RebuildAsync()
    {
        using var over = new CancellationTokenSource();
        var searching = Enumerable.Range(0, Searchers).Select(i => SearchUntilAsync(i, over.Token)).ToList();
        var began = Clock.GetTimestamp();
        await engines.Cluster.Follower.RebuildAsync();
        var seconds = Clock.GetElapsedTime(began).TotalSeconds;
        await over.CancelAsync();
        var counts = await Task.WhenAll(searching);
        return (counts.Sum(count => count.Searches), counts.Sum(count => count.Failures), seconds);
    }

    private async Task<(int Searches, int Failures)> SearchUntilAsync(int first, CancellationToken over)
    {
        var (searches, failures) = (0, 0);
        for (var i = first; !over.IsCancellationRequested; i++, searches++)
        {
            try
            {
                var hits = await _engine.SearchAsync(await RequestAsync(questions[i % questions.Count]), default);
                if (hits.Missing is not null || hits.Bm25.Count == 0 || hits.Vector.Count == 0) failures++;
            }
            catch (SearchUnavailableException)
            {
                failures++;
            }
        }
        return (searches, failures);
    }

    private async Task<SearchRequest> RequestAsync(string question)
    {
        var model = engines.Cluster.Model;
        return new(
            question, Customers,
            await Microsoft.Extensions.AI.EmbeddingGeneratorExtensions.GenerateVectorAsync(model.Generator, question),
            model.Hash);
    }
}
