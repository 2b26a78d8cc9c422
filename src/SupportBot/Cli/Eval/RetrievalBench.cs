using SupportBot.Core.Evaluation.Retrieval;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded;
using SupportBot.Embedded.Training;

namespace SupportBot.Cli.Eval;

/// <summary>Trains on a set's documents, indexes them and asks its questions, and times each.</summary>
/// <param name="set">Documents and questions.</param>
/// <param name="time">Measures.</param>
internal sealed class RetrievalBench(RetrievalSet set, TimeProvider time) : IDisposable
{
    /// <summary>Documents that a ranking holds: more than any metric looks at.</summary>
    private const int Depth = 100;

    private readonly List<Chunk> _chunks = [.. set.Corpus.Select(Chunk)];
    private EmbeddingModel? _model;
    private TrialIndex? _index;

    /// <summary>Seconds that the embedding trained; 0 where none was wanted.</summary>
    public double TrainSeconds { get; private set; }

    /// <summary>Seconds that indexing took, with the vectors and without the training.</summary>
    public double IndexSeconds { get; private set; }

    /// <summary>Trains on the documents alone.</summary>
    public void Train(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        _model = EmbeddingTrainer.Train(_chunks, cancellationToken).Model;
        TrainSeconds = time.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>Indexes the documents, with vectors after training.</summary>
    public async Task IndexAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        _index = await TrialIndex.BuildAsync(_chunks, _model, cancellationToken);
        IndexSeconds = time.GetElapsedTime(begun).TotalSeconds;
    }

    public Task<RetrievalRun> RunAsync(SearchLeg leg, CancellationToken cancellationToken) => RetrievalRun.OfAsync(
        set.Queries, async text => [.. (await _index!.SearchAsync(text, leg, Depth, cancellationToken)).Select(chunk => chunk.DocumentId)], time);

    public void Dispose() => _index?.Dispose();

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
