using Microsoft.Extensions.AI;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// Vectors of a model that costs money or time: texts go to it in batches, and none twice that is marked by
/// <see cref="Kept"/>. Of other texts no vector is stored, since customers may have written them.
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

    /// <summary>Marks texts as parts of documents: their vectors are stored.</summary>
    public static EmbeddingGenerationOptions Kept { get; } = new();

    /// <summary>Marks texts as written by customers.</summary>
    public static EmbeddingGenerationOptions NotKept { get; } = new();

    private int _dimensions;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var texts = values.Select(text => KeyValuePair.Create(TextHash.Of(text), text)).ToList();
        var keeps = ReferenceEquals(options, Kept);
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

    /// <summary>The stored vectors of texts, one each; null where none is stored.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>?>> FindAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var hashes = texts.Select(TextHash.Of).ToList();
        var vectors = await cache.ReadAsync(hashes, cancellationToken).ConfigureAwait(false);
        return [.. hashes.Select(hash => vectors.TryGetValue(hash, out var vector)
            ? (ReadOnlyMemory<float>?)Checked(vector)
            : null)];
    }

    /// <summary>The texts without a stored vector, each once.</summary>
    public async Task<IReadOnlySet<string>> MissingAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var hashes = texts.Distinct(StringComparer.Ordinal).ToDictionary(TextHash.Of, StringComparer.Ordinal);
        var stored = await cache.StoredAsync([.. hashes.Keys], cancellationToken).ConfigureAwait(false);
        return hashes.Where(text => !stored.Contains(text.Key))
            .Select(text => text.Value).ToHashSet(StringComparer.Ordinal);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(CachedEmbedding)
            ? this
            : model.GetService(serviceType, serviceKey);

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
