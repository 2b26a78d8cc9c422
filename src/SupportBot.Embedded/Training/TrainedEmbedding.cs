using System.Numerics.Tensors;
using System.Security.Cryptography;
using Microsoft.Extensions.AI;
using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded.Training;

/// <summary>
/// A static embedding: a vector a word; a text's vector is the mean of its distinct words' at length 1.
/// </summary>
public sealed class TrainedEmbedding : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly Vocabulary _vocabulary;
    private readonly Matrix _vectors;

    /// <param name="artefact">What <see cref="Artefact"/> gave.</param>
    /// <exception cref="InvalidDataException">The bytes are no embedding of this program's format.</exception>
    public TrainedEmbedding(byte[] artefact)
    {
        (_vocabulary, _vectors) = EmbeddingFormat.Read(artefact);
        Artefact = artefact;
        Hash = Convert.ToHexStringLower(SHA256.HashData(artefact));
    }

    /// <summary>The whole model as bytes, to be kept and opened again.</summary>
    public ReadOnlyMemory<byte> Artefact { get; }

    /// <summary>SHA-256 of the artefact in lower-case hex: names the model.</summary>
    public string Hash { get; }

    /// <summary>The embedding as search uses it.</summary>
    public EmbeddingModel Model => new(Hash, this) { Dimensions = _vectors.Columns, IsTrained = true };

    /// <summary>A unit-length vector; empty if the text has no known word.</summary>
    public ReadOnlyMemory<float> Embed(string text)
    {
        var sum = new float[_vectors.Columns];
        var words = _vocabulary.Read(text);
        Array.Sort(words);
        for (var i = 0; i < words.Length; i++)
            if (i == 0 || words[i] != words[i - 1]) TensorPrimitives.Add(sum, _vectors[words[i]], sum);
        var length = TensorPrimitives.Norm<float>(sum);
        if (length == 0) return default;
        TensorPrimitives.Divide(sum, length, sum);
        return sum;
    }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(
            new GeneratedEmbeddings<Embedding<float>>(values.Select(text => new Embedding<float>(Embed(text)))));

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
