using Microsoft.Extensions.AI;
using SupportBot.Core.Evaluation.Retrieval;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded;
using SupportBot.Embedded.Training;

namespace SupportBot.Cli.Eval;

/// <summary>The product's own search over a set's documents, in an index that lives as long as the measurement.</summary>
internal sealed class RetrievalBench : IDisposable
{
    private const int Depth = 100;

    private static readonly HashSet<Audience> Everyone = [Audience.Public];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-eval-");
    private readonly EmbeddedSearchEngine _engine;
    private readonly Dictionary<string, Chunk> _chunks;
    private readonly TimeProvider _time;
    private readonly CurrentEmbedding _embedding = new();

    private RetrievalBench(RetrievalSet set, TimeProvider time)
    {
        _engine = new EmbeddedSearchEngine(_folder.FullName);
        _chunks = set.Corpus.Select(Chunk).ToDictionary(chunk => chunk.Id, StringComparer.Ordinal);
        _time = time;
    }

    /// <summary>Seconds that the embedding trained; 0 where none was wanted.</summary>
    public double TrainSeconds { get; private set; }

    /// <summary>Seconds that indexing took, with the vectors and without the training.</summary>
    public double IndexSeconds { get; private set; }

    /// <summary>Trains, where the vectors are wanted, and indexes.</summary>
    public static async Task<RetrievalBench> BuildAsync(RetrievalSet set, bool train, TimeProvider time, CancellationToken cancellationToken)
    {
        var bench = new RetrievalBench(set, time);
        if (train) bench.Train(cancellationToken);
        await bench.IndexAsync(cancellationToken);
        return bench;
    }

    /// <summary>Asks all questions of a set over the same documents.</summary>
    public Task<RetrievalRun> RunAsync(RetrievalSet set, RetrievalLeg leg, CancellationToken cancellationToken) =>
        RetrievalRun.OfAsync(set.Queries, text => SearchAsync(leg, text, cancellationToken), _time);

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Train(CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        _embedding.Model = EmbeddingTrainer.Train(_chunks.Values, cancellationToken).Model;
        TrainSeconds = _time.GetElapsedTime(begun).TotalSeconds;
    }

    private async Task IndexAsync(CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        var documents = new List<IndexedDocument>();
        foreach (var chunk in _chunks.Values)
            documents.Add(new IndexedDocument(chunk.DocumentId, [chunk], await VectorsAsync(chunk.EmbeddingText, cancellationToken)));
        await _engine.ApplyAsync(new IndexChanges(documents, [], Position: 1, ModelHash: _embedding.Model?.Hash), cancellationToken);
        IndexSeconds = _time.GetElapsedTime(begun).TotalSeconds;
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<float>>> VectorsAsync(string text, CancellationToken cancellationToken) =>
        _embedding.Model is { } model ? [await model.Generator.GenerateVectorAsync(text, cancellationToken: cancellationToken)] : [];

    private async Task<IReadOnlyList<string>> SearchAsync(RetrievalLeg leg, string text, CancellationToken cancellationToken)
    {
        if (leg == RetrievalLeg.Vector) return await NearestAsync(text, cancellationToken);
        var search = new HybridSearch(_engine, leg == RetrievalLeg.Bm25 ? new CurrentEmbedding() : _embedding, TextsAsync);
        var passages = await search.SearchAsync(text, Everyone, Depth, cancellationToken: cancellationToken);
        return [.. passages.Select(passage => passage.Chunk.DocumentId)];
    }

    private async Task<IReadOnlyList<string>> NearestAsync(string text, CancellationToken cancellationToken)
    {
        var vector = await VectorsAsync(text, cancellationToken);
        var request = new SearchRequest(text, Everyone, vector[0], _embedding.Model!.Hash, Top: Depth);
        return [.. (await _engine.SearchAsync(request, cancellationToken)).Vector.Select(hit => _chunks[hit.ChunkId].DocumentId)];
    }

    private Task<IReadOnlyDictionary<string, Chunk>> TextsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, Chunk>>(ids.ToDictionary(id => id, id => _chunks[id]));

    /// <summary>A document of such a set is a passage already, so it is one chunk.</summary>
    private static Chunk Chunk(RetrievalDocument document) => new()
    {
        DocumentId = document.Id,
        Version = 1,
        Ordinal = 0,
        Title = document.Title,
        Section = "",
        Url = "",
        Text = document.Text,
        Audience = Audience.Public,
        Language = "en",
    };
}
