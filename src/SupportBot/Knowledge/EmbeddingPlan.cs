using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;

namespace SupportBot.Knowledge;

// Chooses the embedding of the documents: the configured one, the trained one stored in the database, or both, each for
// its languages.
internal sealed partial class EmbeddingPlan(
    EmbeddingStore store, DocumentStore documents, ILogger<EmbeddingPlan> log, EmbeddingModel? configured = null,
    EmbeddingChoice? choice = null)
    : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private (long Position, long Own, long Others) _chunks = (-1, 0, 0);
    private (string? Hash, EmbeddingModel? Model) _trained;

    // Whether a trained embedding is wanted at all.
    public bool UsesTrained =>
        !IsNone && (configured is null || configured.Language is not null);

    private bool IsNone => choice?.Name == EmbeddingChoice.None;

    // The language that no embedding is trained for; null for none.
    public string? Language => configured?.Language;

    // Null if there is none (yet).
    public async Task<EmbeddingModel?> ChooseAsync(CancellationToken cancellationToken)
    {
        if (!UsesTrained) return configured;
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await WithAsync(await TrainedAsync(cancellationToken), cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    // What is chosen if that is the trained one.
    public async Task<EmbeddingModel?> WithAsync(EmbeddingModel? trained, CancellationToken cancellationToken)
    {
        if (configured is not { Language: { } language }) return configured ?? trained;
        var (own, others) = await ChunksAsync(language, cancellationToken);
        if (own == 0 && others > 0) return trained;
        return new LanguageEmbedding(configured, language, others >= EmbeddingRenewal.LeastChunks ? trained : null);
    }

    // Models whose vectors an index may have from before, the chosen one first.
    public async Task<IReadOnlyList<EmbeddingModel>> KnownAsync(CancellationToken cancellationToken)
    {
        var chosen = await ChooseAsync(cancellationToken);
        EmbeddingModel?[] models = IsNone
            ? []
            : [chosen, _trained.Model, configured, .. Combined()];
        return [.. models.OfType<EmbeddingModel>().DistinctBy(model => model.Hash)];
    }

    public void Dispose() => _one.Dispose();

    private IEnumerable<EmbeddingModel> Combined()
    {
        if (configured is not { Language: { } language }) yield break;
        yield return new LanguageEmbedding(configured, language, others: null);
        if (_trained.Model is { } trained) yield return new LanguageEmbedding(configured, language, trained);
    }

    private async Task<(long Own, long Others)> ChunksAsync(string language, CancellationToken cancellationToken)
    {
        var position = await documents.PositionAsync(cancellationToken);
        if (_chunks.Position != position)
        {
            var languages = await documents.LanguagesAsync(cancellationToken);
            var own = languages.Where(known => known.Language == language).Sum(known => known.Chunks);
            _chunks = (position, own, languages.Sum(known => known.Chunks) - own);
        }
        return (_chunks.Own, _chunks.Others);
    }

    private async Task<EmbeddingModel?> TrainedAsync(CancellationToken cancellationToken)
    {
        var hash = await store.AcceptedHashAsync(cancellationToken);
        if (hash is null || hash == _trained.Hash) return hash is null ? null : _trained.Model;
        if (await store.ArtefactAsync(hash, cancellationToken) is { } artefact) _trained = (hash, Open(artefact));
        return _trained.Model;
    }

    private EmbeddingModel? Open(byte[] artefact)
    {
        try
        {
            return new TrainedEmbedding(artefact).Model;
        }
        catch (InvalidDataException e)
        {
            // Damaged or written by another version: search continues without it.
            CannotOpen(log, e.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The trained embedding cannot be used: {Reason}")]
    private static partial void CannotOpen(ILogger log, string reason);
}
