using Microsoft.Extensions.AI;

namespace SupportBot.Core.Knowledge;

/// <summary>An embedding that is ready for use.</summary>
/// <param name="Hash">Names the model: vectors of different hashes are never compared.</param>
/// <param name="Generator">Makes unit-length vectors, of questions and of passages alike.</param>
public sealed record EmbeddingModel(string Hash, IEmbeddingGenerator<string, Embedding<float>> Generator);

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
