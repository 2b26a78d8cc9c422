using Microsoft.Extensions.AI;

namespace SupportBot.Embedded.Onnx;

/// <summary>
/// A sentence embedding of the BERT family that runs in this process, from a folder as Sentence Transformers lays it
/// out: WordPiece tokens, then the model, then mean or CLS pooling (Reimers and Gurevych, Sentence-BERT, 2019).
/// </summary>
public sealed class OnnxEmbedding : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly SentenceModel _model;

    /// <param name="path">
    /// The folder: <c>model.onnx</c> or <c>onnx/model.onnx</c>, <c>vocab.txt</c>, and the JSON files beside them.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// The folder does not hold such a model; the message says what is wrong.
    /// </exception>
    public OnnxEmbedding(string path)
    {
        var folder = new SentenceModelFolder(path);
        _model = new SentenceModel(folder);
        Hash = folder.Hash();
        QuestionPrefix = folder.QuestionPrefix;
    }

    /// <summary>SHA-256 in lower-case hex of the files that decide a vector: names the model.</summary>
    public string Hash { get; }

    /// <summary>What the model expects before a question, but not before a passage; empty for most models.</summary>
    public string QuestionPrefix { get; }

    /// <summary>
    /// Vectors of unit length, of passages and of questions behind their prefix; what is beyond the model's longest text is cut off.
    /// </summary>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(
            () =>
                new GeneratedEmbeddings<Embedding<float>>(
                    _model.Embed(values, cancellationToken).Select(vector => new Embedding<float>(vector))),
            cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _model.Dispose();
}
