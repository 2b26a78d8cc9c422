using Microsoft.Extensions.AI;

namespace SupportBot.Tests.Knowledge;

/// <summary>How often each length of words is there, up to eight letters.</summary>
internal sealed class WordLengthEmbedding : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(
            new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Count(text)))));

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static float[] Count(string text)
    {
        var counts = new float[8];
        foreach (var word in text.Split([' ', '.', '?'], StringSplitOptions.RemoveEmptyEntries))
            counts[Math.Min(word.Length, counts.Length) - 1]++;
        var length = MathF.Sqrt(counts.Sum(count => count * count));
        return [.. counts.Select(count => count / length)];
    }
}
