using Microsoft.Extensions.AI;

namespace SupportBot.Core.Knowledge;

/// <summary>An embedding that is ready for use.</summary>
/// <param name="Hash">Names the model: vectors of different hashes are never compared.</param>
/// <param name="Generator">Makes unit-length vectors of passages, and of questions behind their prefix.</param>
public sealed record EmbeddingModel(string Hash, IEmbeddingGenerator<string, Embedding<float>> Generator)
{
    /// <summary>What the model expects before a question; passages have none.</summary>
    /// <value>Default empty: questions and passages are treated alike.</value>
    public string QuestionPrefix { get; init; } = "";

    /// <summary>The unit-length vector of a question.</summary>
    /// <exception cref="EmbeddingUnavailableException">A remote model cannot be reached.</exception>
    public Task<ReadOnlyMemory<float>> EmbedQuestionAsync(string text, CancellationToken cancellationToken) =>
        Generator.GenerateVectorAsync(QuestionPrefix + text, CachedEmbedding.NotKept, cancellationToken);

    /// <summary>The unit-length vectors of passages or of parts of them, one each.</summary>
    /// <exception cref="EmbeddingUnavailableException">A remote model cannot be reached.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedPassagesAsync(
        IReadOnlyList<PassageText> passages, CancellationToken cancellationToken)
    {
        var embeddings = await Generator.GenerateAsync(
            passages.Select(passage => passage.Text), cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. embeddings.Select(embedding => embedding.Vector)];
    }
}

/// <summary>A text to embed.</summary>
/// <param name="Language">Two-letter code of its language.</param>
/// <param name="Text">With the headings above it.</param>
public readonly record struct PassageText(string Language, string Text);

/// <summary>The active embedding; none while the first one is trained.</summary>
public sealed class CurrentEmbedding
{
    private volatile EmbeddingModel? _model;

    /// <summary>Null while there is none: search then rests on BM25 alone.</summary>
    public EmbeddingModel? Model
    {
        get => _model;
        set => _model = value;
    }
}
