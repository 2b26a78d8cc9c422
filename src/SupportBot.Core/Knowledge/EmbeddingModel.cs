using Microsoft.Extensions.AI;

namespace SupportBot.Core.Knowledge;

/// <summary>How near each word of a question is to the nearest word of a text, each in its place.</summary>
/// <returns>
/// A cosine for each word; null for one that the question does not have. Null in all where the model cannot tell.
/// </returns>
/// <exception cref="EmbeddingUnavailableException">The model cannot be used.</exception>
public delegate Task<IReadOnlyList<double?>?> WordComparison(
    string question, IReadOnlyList<string> words, string text, CancellationToken cancellationToken);

/// <summary>An embedding that is ready for use.</summary>
/// <param name="Hash">Names the model: vectors of different hashes are never compared.</param>
/// <param name="Generator">Makes unit-length vectors of passages, and of questions behind their prefix.</param>
public record EmbeddingModel(string Hash, IEmbeddingGenerator<string, Embedding<float>> Generator)
{
    /// <summary>What the model expects before a question; passages have none.</summary>
    /// <value>Default empty: questions and passages are treated alike.</value>
    public string QuestionPrefix { get; init; } = "";

    /// <summary>What an <c>AnswerGate</c> is calibrated by: <c>arctic-xs</c> for the bundled model.</summary>
    /// <value>Default empty: its cosines decide nothing.</value>
    public string Name { get; init; } = "";

    /// <summary>Compares a question with a text word by word.</summary>
    /// <value>Default null: the model has vectors of whole texts alone.</value>
    public WordComparison? CompareWords { get; init; }

    /// <summary>The only language that the model is to be used for, as a two-letter code.</summary>
    /// <value>Default null: any.</value>
    public string? Language { get; init; }

    /// <summary>Whether it was trained on the documents alone, so that it knows only their words.</summary>
    /// <value>Default false: a sentence model.</value>
    public bool IsTrained { get; init; }

    /// <summary>The part of it that is for texts in a language; null where none is.</summary>
    public virtual EmbeddingModel? ForLanguage(string language) =>
        Language is null || Language == language ? this : null;

    /// <summary>Length of the vectors.</summary>
    /// <value>Default 0: known from the first vector.</value>
    public int Dimensions { get; init; }

    /// <summary>
    /// Whether vectors take long to make: they are made in the background then, and stored. Others are made on the fly.
    /// </summary>
    public virtual bool IsStored => Cache is not null;

    private CachedEmbedding? Cache => Generator.GetService(typeof(CachedEmbedding)) as CachedEmbedding;

    /// <summary>The vector of a question, whose dot product with that of a passage is their cosine.</summary>
    /// <exception cref="EmbeddingUnavailableException">A remote model cannot be reached.</exception>
    public async Task<ReadOnlyMemory<float>> EmbedQuestionAsync(string text, CancellationToken cancellationToken) =>
        (await EmbedQuestionsAsync([text], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>The vectors of questions, one each; nothing of them is stored.</summary>
    /// <exception cref="EmbeddingUnavailableException">A remote model cannot be reached.</exception>
    public virtual Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedQuestionsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        GenerateAsync(texts.Select(text => QuestionPrefix + text), CachedEmbedding.NotKept, cancellationToken);

    /// <summary>
    /// The unit-length vectors of passages or of parts of them, one each; empty where the model knows nothing of one.
    /// Those that are not stored yet are made and stored.
    /// </summary>
    /// <exception cref="EmbeddingUnavailableException">A remote model cannot be reached.</exception>
    public virtual Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedPassagesAsync(
        IReadOnlyList<PassageText> passages, CancellationToken cancellationToken) =>
        GenerateAsync(passages.Select(passage => passage.Text), CachedEmbedding.Kept, cancellationToken);

    /// <summary>
    /// Like <see cref="EmbedPassagesAsync"/>, but null for vectors that take long to make and are not stored yet.
    /// </summary>
    public virtual async Task<IReadOnlyList<ReadOnlyMemory<float>?>> FindPassagesAsync(
        IReadOnlyList<PassageText> passages, CancellationToken cancellationToken)
    {
        if (Cache is { } cache)
            return await cache.FindAsync(
                [.. passages.Select(passage => passage.Text)], cancellationToken).ConfigureAwait(false);
        var vectors = await EmbedPassagesAsync(passages, cancellationToken).ConfigureAwait(false);
        return [.. vectors.Select(vector => (ReadOnlyMemory<float>?)vector)];
    }

    /// <summary>The texts for which <see cref="FindPassagesAsync"/> gives null, each once.</summary>
    public virtual async Task<IReadOnlySet<string>> MissingAsync(
        IReadOnlyList<PassageText> passages, CancellationToken cancellationToken) => Cache is { } cache
        ? await cache.MissingAsync([.. passages.Select(passage => passage.Text)], cancellationToken)
            .ConfigureAwait(false)
        : new HashSet<string>();

    private async Task<IReadOnlyList<ReadOnlyMemory<float>>> GenerateAsync(
        IEnumerable<string> texts, EmbeddingGenerationOptions options, CancellationToken cancellationToken)
    {
        var made = await Generator.GenerateAsync(texts, options, cancellationToken).ConfigureAwait(false);
        return [.. made.Select(embedding => embedding.Vector)];
    }
}

/// <summary>A text to embed.</summary>
/// <param name="Language">Two-letter code of its language.</param>
/// <param name="Text">With the headings above it.</param>
public readonly record struct PassageText(string Language, string Text);

/// <summary>The active embedding; none while the first one is trained or its vectors are made.</summary>
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
