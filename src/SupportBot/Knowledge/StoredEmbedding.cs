using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;

namespace SupportBot.Knowledge;

/// <summary>Lets the embedding that is configured serve in this process, or else the one that the database holds.</summary>
/// <param name="store">Holds the trained one.</param>
/// <param name="follower">Puts vectors into the index.</param>
/// <param name="current">The one that serves.</param>
/// <param name="log">Where it says what it cannot use.</param>
/// <param name="configured">A model elsewhere; null where none is configured.</param>
internal sealed partial class StoredEmbedding(
    EmbeddingStore store, IndexFollower follower, CurrentEmbedding current, ILogger<StoredEmbedding> log, EmbeddingModel? configured = null)
{
    /// <summary>Whether one trained here could serve.</summary>
    public bool MayTrain => configured is null;

    /// <summary>Adopts the configured embedding, and fills the gaps that it left while it was away; else the accepted one, where there is one and it does not serve yet.</summary>
    /// <returns>False where the configured one, or the search engine, cannot be reached.</returns>
    public async Task<bool> AdoptAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (configured is not null) return await AdoptAsync(configured, cancellationToken);
            await AdoptTrainedAsync(cancellationToken);
            return true;
        }
        catch (SearchUnavailableException)
        {
            // Whoever follows the index, or searches, tells of it.
            return false;
        }
    }

    private async Task<bool> AdoptAsync(EmbeddingModel model, CancellationToken cancellationToken)
    {
        try
        {
            await follower.AdoptAsync(model, cancellationToken);
            return true;
        }
        catch (EmbeddingUnavailableException e)
        {
            // Search goes on with the words alone, or with the vectors that there are.
            CannotReach(log, e.Message);
            return false;
        }
    }

    private async Task AdoptTrainedAsync(CancellationToken cancellationToken)
    {
        var hash = await store.AcceptedHashAsync(cancellationToken);
        if (hash is null || hash == current.Model?.Hash || await store.ArtefactAsync(hash, cancellationToken) is not { } artefact) return;
        try
        {
            await follower.AdoptAsync(new TrainedEmbedding(artefact).Model, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            // Written by another version of the program, or damaged: search goes on without it.
            CannotOpen(log, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Search goes on without new vectors: {Reason}")]
    private static partial void CannotReach(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "The trained embedding cannot be used: {Reason}")]
    private static partial void CannotOpen(ILogger log, string reason);
}
