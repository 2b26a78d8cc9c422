using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Embedded;

namespace SupportBot.Benchmarks;

/// <summary>Storing, indexing, searching and opening again with 100,000 chunks, as the product does it.</summary>
internal sealed class SearchBenchmark : IAsyncDisposable
{
    private const int DocumentsPerBatch = 200;
    private const int TrainedChunks = 25_000;
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private readonly string _folder;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Figures _figures = new();
    private readonly RandomProjection _projection = new();
    private readonly IReadOnlyList<string> _questions = LargeCorpus.Questions();
    private readonly IReadOnlyList<IReadOnlyList<Chunk>> _documents = LargeCorpus.Documents();
    private readonly Database _database;
    private readonly DocumentStore _store;

    private SearchBenchmark(string folder, Database database)
    {
        _folder = folder;
        _database = database;
        _store = new DocumentStore(database, "default", _time, "https://docs.test");
    }

    private string IndexPath => Path.Combine(_folder, "index");

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-benchmark-").FullName;
        await using var benchmark = new SearchBenchmark(
            folder, await Database.OpenAsync(Path.Combine(folder, "supportbot.db")));
        await benchmark.IndexAsync();
        await benchmark.FollowAsync();
        await benchmark.SearchAsync();
        return benchmark._figures.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Into the index alone.</summary>
    private async Task IndexAsync()
    {
        using var engine = new EmbeddedSearchEngine(Path.Combine(_folder, "index-alone"));
        var (start, before) = (_time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        foreach (var batch in _documents.Chunk(DocumentsPerBatch))
            await engine.ApplyAsync(
                new IndexChanges(
                    [.. batch.Select(chunks => new IndexedDocument(chunks[0].DocumentId, chunks, []))], [],
                    (await engine.StateAsync(default)).Position + 1),
                default);
        _figures.AtLeast("Into the index alone", ChunksPerSecond(start), 5_000, "chunks/s");
        _figures.Report(
            "Into the index alone, processor time", (Environment.CpuUsage.TotalTime - before).TotalSeconds, "s");
    }

    /// <summary>Into the database and from there into the index, then the vectors of all chunks at once.</summary>
    private async Task FollowAsync()
    {
        using var engine = new EmbeddedSearchEngine(IndexPath);
        using var follower = new IndexFollower(_store, engine, new CurrentEmbedding());
        var start = _time.GetTimestamp();
        foreach (var batch in _documents.Chunk(DocumentsPerBatch))
            await _store.ApplyAsync(
                "benchmark", [.. batch.Select(chunks => new ChunkedDocument(Read(chunks), chunks))], []);
        _figures.Report("Into the database", ChunksPerSecond(start), "chunks/s");
        await follower.CatchUpAsync();
        _figures.AtLeast("Into the database and the index", ChunksPerSecond(start), 5_000, "chunks/s");
        start = _time.GetTimestamp();
        await follower.AdoptAsync(new EmbeddingModel(RandomProjection.Hash, _projection));
        _figures.Report("Vectors for all chunks", _time.GetElapsedTime(start).TotalSeconds, "s");
    }

    private async Task SearchAsync()
    {
        var start = _time.GetTimestamp();
        using var engine = new EmbeddedSearchEngine(IndexPath);
        var search = new HybridSearch(
            engine, new CurrentEmbedding { Model = new EmbeddingModel(RandomProjection.Hash, _projection) },
            _store.ChunksAsync);
        await search.SearchAsync(_questions[0], Customers);
        _figures.AtMost("From opening the index to the first answer", _time.GetElapsedTime(start).TotalSeconds, 5, "s");

        await MeasureAsync(search);
        _figures.Latencies("Hybrid search", await MeasureAsync(search), 5, 12);
        await using (new TrainingBeside([.. _documents.SelectMany(chunks => chunks).Take(TrainedChunks)]))
            _figures.Latencies("Hybrid search while training runs", await MeasureAsync(search), 5, 12);
        await CostAsync(search);
    }

    private async Task<IReadOnlyList<TimeSpan>> MeasureAsync(HybridSearch search)
    {
        var latencies = new List<TimeSpan>();
        for (var round = 0; round < 3; round++)
            foreach (var question in _questions)
            {
                var start = _time.GetTimestamp();
                await search.SearchAsync(question, Customers);
                latencies.Add(_time.GetElapsedTime(start));
            }
        return latencies;
    }

    /// <summary>What other programs on the machine cannot blur: processor time and memory of a search.</summary>
    private async Task CostAsync(HybridSearch search)
    {
        var (allocated, time) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
        foreach (var question in _questions) await search.SearchAsync(question, Customers);
        _figures.Report(
            "Hybrid search, processor time",
            (Environment.CpuUsage.TotalTime - time).TotalMilliseconds / _questions.Count, "ms");
        _figures.Report(
            "Hybrid search, allocated", (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / _questions.Count, "KiB");
    }

    private double ChunksPerSecond(long start) =>
        _documents.Sum(chunks => chunks.Count) / _time.GetElapsedTime(start).TotalSeconds;

    private static Document Read(IReadOnlyList<Chunk> chunks) => new(
            chunks[0].DocumentId,
            chunks[0].Title,
            $"https://docs.test/{chunks[0].DocumentId}",
            Audience.Public,
            "en",
            chunks[0].DocumentId,
        [new Section([], "", [.. chunks.Select(chunk => new TextBlock(chunk.Text))])]);
}
