using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Benchmarks;

/// <summary>Indexing, searching and opening the embedded engine with 100,000 chunks.</summary>
internal sealed class SearchBenchmark : IDisposable
{
    private const int DocumentsPerBatch = 200;
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-benchmark-").FullName;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Figures _figures = new();
    private readonly RandomProjection _projection = new();
    private readonly IReadOnlyList<string> _questions = LargeCorpus.Questions();
    private readonly IReadOnlyList<IReadOnlyList<Chunk>> _documents = LargeCorpus.Documents();
    private readonly Dictionary<string, Chunk> _chunks;

    private SearchBenchmark() => _chunks = _documents.SelectMany(chunks => chunks).ToDictionary(chunk => chunk.Id, StringComparer.Ordinal);

    public static async Task<int> RunAsync()
    {
        using var benchmark = new SearchBenchmark();
        await benchmark.IndexAsync();
        await benchmark.SearchAsync();
        return benchmark._figures.ExitCode;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task IndexAsync()
    {
        using var engine = new EmbeddedSearchEngine(_folder);
        await IndexAsync(engine, withVectors: false, "Indexing words alone");
        await engine.ApplyAsync(new IndexChanges([], [], 0, Rebuild: true), default);
        await IndexAsync(engine, withVectors: true, "Indexing with vectors");
        var vectors = _chunks.ToDictionary(chunk => chunk.Key, chunk => (ReadOnlyMemory<float>)_projection.Vector(chunk.Value.Text), StringComparer.Ordinal);
        var start = _time.GetTimestamp();
        await engine.ReplaceVectorsAsync(new VectorSet(RandomProjection.Hash, vectors), default);
        _figures.Report("Replacing all vectors", _time.GetElapsedTime(start).TotalSeconds, "s");
    }

    private async Task IndexAsync(EmbeddedSearchEngine engine, bool withVectors, string what)
    {
        var documents = _documents.Select(chunks => new IndexedDocument(chunks[0].DocumentId, chunks,
            withVectors ? [.. chunks.Select(chunk => (ReadOnlyMemory<float>)_projection.Vector(chunk.Text))] : [])).ToList();
        var start = _time.GetTimestamp();
        foreach (var batch in documents.Chunk(DocumentsPerBatch))
            await engine.ApplyAsync(new IndexChanges(batch, [], engine.Position + 1, ModelHash: withVectors ? RandomProjection.Hash : null), default);
        _figures.AtLeast(what, _chunks.Count / _time.GetElapsedTime(start).TotalSeconds, 5_000, "chunks/s");
    }

    private async Task SearchAsync()
    {
        var start = _time.GetTimestamp();
        using var engine = new EmbeddedSearchEngine(_folder);
        var search = new HybridSearch(engine, new CurrentEmbedding { Model = new EmbeddingModel(RandomProjection.Hash, _projection) }, TextsAsync);
        await search.SearchAsync(_questions[0], Customers);
        _figures.AtMost("From opening the index to the first answer", _time.GetElapsedTime(start).TotalSeconds, 5, "s");

        await MeasureAsync(search);
        _figures.Latencies("Hybrid search", await MeasureAsync(search), 5, 12);
        using (new BusyCore())
            _figures.Latencies("Hybrid search beside a busy core", await MeasureAsync(search), 5, 12);
        _figures.Report("Allocated a search", await AllocatedAsync(search) / 1024, "KiB");
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

    private async Task<double> AllocatedAsync(HybridSearch search)
    {
        var before = GC.GetTotalAllocatedBytes();
        foreach (var question in _questions) await search.SearchAsync(question, Customers);
        return (GC.GetTotalAllocatedBytes() - before) / (double)_questions.Count;
    }

    private Task<IReadOnlyDictionary<string, Chunk>> TextsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, Chunk>>(ids.ToDictionary(id => id, id => _chunks[id], StringComparer.Ordinal));
}
