using SupportBot.Core.Evaluation.Retrieval;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded;
using SupportBot.Embedded.Onnx;
using SupportBot.Embedded.Training;

namespace SupportBot.Cli.Eval;

// With the sentence embedding of a folder, or one that is trained on the set.
internal sealed class RetrievalBench(RetrievalSet set, TimeProvider time, string? folder = null) : IDisposable
{
    // More documents than any metric looks at.
    private const int Depth = 100;

    private readonly List<Chunk> _chunks = [.. set.Corpus.Select(Chunk)];
    private EmbeddingModel? _model;
    private TrialIndex? _index;

    public double TrainSeconds { get; private set; }

    // Includes computing the vectors, excludes training.
    public double IndexSeconds { get; private set; }

    public void PrepareEmbedding(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        _model = folder is null ? EmbeddingTrainer.Train(_chunks, cancellationToken).Model : Open(folder);
        TrainSeconds = time.GetElapsedTime(begun).TotalSeconds;
    }

    public async Task IndexAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        _index = await TrialIndex.BuildAsync(_chunks, _model, cancellationToken);
        IndexSeconds = time.GetElapsedTime(begun).TotalSeconds;
    }

    public Task<RetrievalRun> RunAsync(SearchLeg leg, CancellationToken cancellationToken) => RetrievalRun.OfAsync(
        set.Queries, async text => [.. (await _index!.SearchAsync(text, leg, Depth, cancellationToken))
            .Select(chunk => chunk.DocumentId)], time);

    public void Dispose() => _index?.Dispose();

    private static EmbeddingModel Open(string folder)
    {
        var embedding = new OnnxEmbedding(folder);
        embedding.Open();
        return new EmbeddingModel(embedding.Hash, embedding) { QuestionPrefix = embedding.QuestionPrefix };
    }

    // The documents of these sets are passages, so each becomes one chunk.
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
