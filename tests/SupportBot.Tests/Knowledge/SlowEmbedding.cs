using Microsoft.Extensions.AI;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

/// <summary>An embedding whose vectors are stored. It notes what it is given, and can be held up or be away.</summary>
internal sealed class SlowEmbedding : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly LetterEmbedding _letters = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _held;
    private int _heldAfter;

    /// <summary>Texts of passages in the order in which their vectors were made.</summary>
    public List<string> Passages { get; } = [];

    public bool IsAway { get; set; }

    /// <summary>Completes when the first passages are held up.</summary>
    public Task Held => _reached.Task;

    public EmbeddingModel ModelOf(KnowledgeFixture knowledge, string hash = "slow") =>
        new(hash, new CachedEmbedding(this, new VectorCache(knowledge.Database, "default", hash, knowledge.Time)));

    /// <summary>Passages wait after this many, until <see cref="GoOn"/>.</summary>
    public void Hold(int after = 0)
    {
        _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _heldAfter = after;
    }

    public void GoOn() => _held!.SetResult();

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        if (IsAway) throw new EmbeddingUnavailableException("The model is away.");
        if (ReferenceEquals(options, CachedEmbedding.NotKept))
            return await _letters.GenerateAsync(texts, options, cancellationToken);
        if (_held is not null && Passages.Count >= _heldAfter)
        {
            _reached.TrySetResult();
            await _held.Task.WaitAsync(cancellationToken);
        }
        Passages.AddRange(texts);
        return await _letters.GenerateAsync(texts, options, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => _letters.Dispose();
}
