using Microsoft.Extensions.AI;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// Vectors of a model that costs money or time: texts go to it in batches, and none twice. Of what customers wrote no
/// vector is kept: not where the caller says so by <see cref="NotKept"/>, nor of a text that comes alone, since it may
/// be a question.
/// </summary>
/// <remarks>
/// Throws <see cref="EmbeddingUnavailableException"/> where the model does, or where its vectors cannot be compared.
/// </remarks>
public sealed class CachedEmbedding(
    IEmbeddingGenerator<string, Embedding<float>> model,
    VectorCache cache) : IEmbeddingGenerator<string, Embedding<float>>
{
    // Texts per call of the model.
    private const int BatchSize = 64;

    /// <summary>Marks texts as written by customers.</summary>
    public static EmbeddingGenerationOptions NotKept { get; } = new();

    private int _dimensions;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var texts = values.Select(text => KeyValuePair.Create(TextHash.Of(text), text)).ToList();
        var keeps = texts.Count > 1 && !ReferenceEquals(options, NotKept);
        var vectors = keeps
            ? await cache.ReadAsync([.. texts.Select(text => text.Key)], cancellationToken).ConfigureAwait(false)
            : [];
        foreach (var batch in texts.Where(text => !vectors.ContainsKey(text.Key))
            .DistinctBy(text => text.Key).Chunk(BatchSize))
        {
            var made = await MakeAsync(batch, options, cancellationToken).ConfigureAwait(false);
            foreach (var (hash, vector) in made) vectors[hash] = vector;
            if (keeps) await cache.SaveAsync(made, cancellationToken).ConfigureAwait(false);
        }
        return new(texts.Select(text => new Embedding<float>(Checked(vectors[text.Key]))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => model.GetService(serviceType, serviceKey);

    public void Dispose() => model.Dispose();

    // All vectors of a model must have the same dimensions to be comparable.
    private float[] Checked(float[] vector)
    {
        var before = Interlocked.CompareExchange(ref _dimensions, vector.Length, 0);
        return before == 0 || before == vector.Length
            ? vector
            : throw new EmbeddingUnavailableException(
                $"The embedding model gives {vector.Length} dimensions where it gave {before} before.");
    }

    private async Task<List<KeyValuePair<string, float[]>>> MakeAsync(
        KeyValuePair<string, string>[] batch, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
    {
        var vectors = await model.GenerateAsync(
            batch.Select(text => text.Value), options, cancellationToken).ConfigureAwait(false);
        return [.. batch.Zip(vectors, (text, vector) => KeyValuePair.Create(text.Key, vector.Vector.ToArray()))];
    }
}
