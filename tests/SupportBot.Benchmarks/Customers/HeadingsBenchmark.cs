using Microsoft.Extensions.DependencyInjection;
using SupportBot.Cli.Eval;
using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks.Customers;

/// <summary>
/// The headings of documentation in another language than English, searched for: whether their own page comes first.
/// An embedding is trained on the documentation. Beside it the search by words alone, and the fusion of before, which
/// added cosines as they are.
/// </summary>
internal static class HeadingsBenchmark
{
    private const double AlphaBefore = 0.6;

    private static readonly HashSet<Audience> Customers = [Audience.Public];

    /// <param name="folder">Holds each site's repository, in a folder of its name.</param>
    public static async Task<int> RunAsync(string folder)
    {
        var figures = new Figures();
        foreach (var site in Site.All.Where(site => site.Language != "en"))
            await MeasureAsync(site, Path.Combine(folder, site.Name, site.Folder), figures);
        return figures.ExitCode;
    }

    private static async Task MeasureAsync(Site site, string docs, Figures figures)
    {
        await using var bench = await AnswerBench.OpenAsync(
            docs, model: false, judge: false, train: true, CancellationToken.None, folder: null,
            ("Docs:Language", site.Language));
        var chunks = await bench.Services.GetRequiredService<DocumentStore>().AllChunksAsync().ToListAsync();
        var pages = chunks.ToDictionary(chunk => chunk.Id, chunk => chunk.DocumentId);
        var headings = chunks.Where(chunk => chunk.Heading.Contains(' ', StringComparison.Ordinal))
            .GroupBy(chunk => chunk.Heading).ToList();
        var searched = new List<(IReadOnlyList<string> Pages, SearchHits Hits)>();
        var search = bench.Services.GetRequiredService<HybridSearch>();
        foreach (var heading in headings)
        {
            var prepared = await search.PrepareAsync(heading.Key, heading.Key, Customers, null, CancellationToken.None);
            searched.Add((
                [.. heading.Select(chunk => chunk.DocumentId)],
                await bench.Services.GetRequiredService<ISearchEngine>()
                    .SearchAsync(prepared.Request, CancellationToken.None)));
        }
        figures.Report($"{site.Name}: headings of {chunks.Count} sections", headings.Count, "");
        Report("by words", hits => hits.Bm25.Select(hit => hit.ChunkId));
        Report("fused as before", Before);
        Report("fused", hits => HybridSearch.Fuse(hits).Select(hit => hit.ChunkId));

        void Report(string how, Func<SearchHits, IEnumerable<string>> rank)
        {
            foreach (var most in (int[])[1, 3])
                figures.Report(
                    $"{site.Name}, {how}: own page among the first {most}",
                    searched.Count(one => rank(one.Hits).Select(id => pages[id]).Take(most).Any(one.Pages.Contains))
                        / (double)searched.Count,
                    "");
        }
    }

    private static IEnumerable<string> Before(SearchHits hits)
    {
        var cosines = hits.Vector.ToDictionary(hit => hit.ChunkId, hit => (double)hit.Score);
        var bm25 = hits.Bm25.ToDictionary(hit => hit.ChunkId, hit => (double)hit.Score);
        var highest = hits.Bm25 is [{ Score: > 0 } best, ..] ? best.Score : 1;
        return cosines.Keys.Union(bm25.Keys).OrderByDescending(
            id => AlphaBefore * cosines.GetValueOrDefault(id)
                + (1 - AlphaBefore) * bm25.GetValueOrDefault(id) / highest);
    }
}
