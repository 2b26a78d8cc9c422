using Microsoft.Extensions.AI;

namespace SupportBot.Tests.Knowledge;

/// <summary>How often each letter is there: enough to tell texts apart.</summary>
internal sealed class LetterEmbedding : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Count(text)))));

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static float[] Count(string text)
    {
        var counts = new float[26];
        foreach (var letter in text.ToLowerInvariant().Where(char.IsAsciiLetter)) counts[letter - 'a']++;
        var length = MathF.Sqrt(counts.Sum(count => count * count));
        return [.. counts.Select(count => count / length)];
    }
}
