using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded.Training;

/// <summary>
/// Trains a static embedding on the documents themselves: a vector a word, a text is the mean of its distinct words. It
/// starts from latent semantics and learns to tell which section a heading or a sentence belongs to. One thread; equal
/// chunks and seeds give equal models on one kind of processor.
/// </summary>
public sealed class EmbeddingTrainer
{
    private readonly TrainingOptions _recipe;
    private readonly Random _random;
    private readonly Vocabulary _vocabulary;
    private readonly TrainingText[] _texts;

    private EmbeddingTrainer(IReadOnlyCollection<Chunk> chunks, TrainingOptions recipe)
    {
        _recipe = recipe;
        _random = new Random(recipe.Seed);
        _vocabulary = Vocabulary.Of(chunks, recipe.MostWords);
        _texts = [.. chunks.Select(chunk => new TrainingText(
            _vocabulary.Read(chunk.Title), _vocabulary.Read(chunk.Section),
            SentenceSplitter.Read(chunk.Text, _vocabulary)))];
    }

    /// <summary>Trains on all chunks given; about half a minute for 10,000 of them.</summary>
    public static TrainedEmbedding Train(IReadOnlyCollection<Chunk> chunks, CancellationToken cancellationToken) =>
        Train(chunks, new TrainingOptions(), cancellationToken);

    internal static TrainedEmbedding Train(
        IReadOnlyCollection<Chunk> chunks, TrainingOptions recipe, CancellationToken cancellationToken) =>
        new EmbeddingTrainer(chunks, recipe).Train(cancellationToken);

    private TrainedEmbedding Train(CancellationToken cancellationToken)
    {
        var embedding = LatentSemantics.Of(_texts, _vocabulary.Count, _recipe.Dimensions, _random);
        var step = new TrainingStep(embedding, _recipe);
        var pairs = new TrainingPairs(_recipe.MostWordsOfText, _random);
        var (passes, rate) = (_recipe.PassesOver(_texts.Length), _recipe.LearningRateOver(_texts.Length));
        for (var pass = 0; pass < passes; pass++)
        {
            _random.Shuffle(_texts);
            foreach (var batch in Batches(pairs))
            {
                cancellationToken.ThrowIfCancellationRequested();
                step.Run(batch, rate * (1 - (float)pass / passes));
            }
        }
        return new TrainedEmbedding(EmbeddingFormat.Write(_vocabulary, embedding));
    }

    private IEnumerable<(int[] Question, int[] Answer)[]> Batches(TrainingPairs pairs)
    {
        var drawn = _texts.Select(pairs.Draw).OfType<(int[], int[])>().ToArray();
        return drawn.Length == 0
            ? []
            : drawn.Chunk((int)Math.Ceiling(drawn.Length / Math.Ceiling((double)drawn.Length / _recipe.Batch)));
    }
}
