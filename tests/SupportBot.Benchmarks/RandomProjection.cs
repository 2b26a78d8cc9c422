using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace SupportBot.Benchmarks;

/// <summary>
/// An embedding without training: each word has a fixed random direction, a text is the sum of its words'. As long as
/// those of the built-in one.
/// </summary>
internal sealed class RandomProjection : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string Hash = "random-projection";
    private const int Dimensions = 384;

    private readonly Dictionary<string, float[]> _words = new(StringComparer.OrdinalIgnoreCase);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Vector(text)))));

    public float[] Vector(string text)
    {
        var sum = new float[Dimensions];
        sum[0] = 1e-6f;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            TensorPrimitives.Add(sum, Word(word), sum);
        TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
        return sum;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(RandomProjection) ? this : null;

    public void Dispose() { }

    private float[] Word(string word)
    {
        if (_words.TryGetValue(word, out var known)) return known;
        var random = new Random(
            word.Aggregate(17, (hash, letter) => unchecked(hash * 31 + char.ToLowerInvariant(letter))));
        return _words[word] = [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - .5f)];
    }
}
