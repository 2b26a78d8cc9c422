using Microsoft.Extensions.AI;
using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded.Onnx;

/// <summary>
/// A sentence embedding of the BERT family that runs in this process, from a folder as Sentence Transformers lays it
/// out: WordPiece tokens, then the model, then mean or CLS pooling (Reimers and Gurevych, Sentence-BERT, 2019).
/// </summary>
public sealed class OnnxEmbedding : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly Lazy<SentenceModel> _model;

    /// <summary>Reads the folder, but not yet the model, which takes longer to open.</summary>
    /// <param name="path">
    /// The folder: <c>model.onnx</c> or <c>onnx/model.onnx</c>, <c>vocab.txt</c>, and the JSON files beside them.
    /// </param>
    /// <param name="comparesWords">
    /// Whether <see cref="CompareWordsAsync"/> is called after each question: another core then reads the question's
    /// words while its vector is made. False by default.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// The folder does not hold such a model; the message says what is wrong.
    /// </exception>
    public OnnxEmbedding(string path, bool comparesWords = false)
    {
        var folder = new SentenceModelFolder(path);
        _model = new Lazy<SentenceModel>(() => new SentenceModel(folder, comparesWords));
        Hash = folder.Hash();
        QuestionPrefix = folder.QuestionPrefix;
        ComparesWords = comparesWords;
    }

    /// <summary>SHA-256 in lower-case hex of the files that decide a vector: names the model.</summary>
    public string Hash { get; }

    /// <summary>What the model expects before a question, but not before a passage; empty for most models.</summary>
    public string QuestionPrefix { get; }

    /// <summary>Whether it is prepared for <see cref="CompareWordsAsync"/> after each question.</summary>
    public bool ComparesWords { get; }

    /// <summary>Opens the model now instead of with the first text.</summary>
    /// <exception cref="InvalidDataException">The model cannot be opened; the message says why.</exception>
    public void Open() => _ = _model.Value;

    /// <summary>
    /// Vectors of unit length, of passages and of questions behind their prefix. What is beyond the model's longest
    /// text is cut off; a question that comes alone counts with its first and its last 64 tokens.
    /// </summary>
    /// <exception cref="EmbeddingUnavailableException">The model cannot be opened.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(
            () =>
                new GeneratedEmbeddings<Embedding<float>>(
                    Model.Embed(values, cancellationToken).Select(vector => new Embedding<float>(vector))),
            cancellationToken);

    /// <summary>How near each word of a question is to the nearest word of a text, each in its place.</summary>
    /// <param name="question">Without a prefix.</param>
    /// <param name="words">Words of the question, in any case.</param>
    /// <param name="text">What is compared with it.</param>
    /// <param name="cancellationToken">Cancels the comparison before it begins.</param>
    /// <returns>
    /// A cosine for each word; null for one that the question does not have. Null in all where the model gives no
    /// vectors of tokens.
    /// </returns>
    /// <exception cref="EmbeddingUnavailableException">The model cannot be opened.</exception>
    public Task<IReadOnlyList<double?>?> CompareWordsAsync(
        string question, IReadOnlyList<string> words, string text, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<double?>?>(() => Model.CompareWords(question, words, text), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        if (_model.IsValueCreated) _model.Value.Dispose();
    }

    private SentenceModel Model
    {
        get
        {
            try
            {
                return _model.Value;
            }
            catch (InvalidDataException e)
            {
                throw new EmbeddingUnavailableException(e.Message);
            }
        }
    }
}
