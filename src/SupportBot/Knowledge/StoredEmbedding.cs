using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;

namespace SupportBot.Knowledge;

// Activates the configured embedding, or else the trained one stored in the database.
internal sealed partial class StoredEmbedding(
    EmbeddingStore store, IndexFollower follower, CurrentEmbedding current, ILogger<StoredEmbedding> log,
    EmbeddingModel? configured = null)
{
    public bool MayTrain => configured is null;

    // Also fills in vectors that are missing because the configured model was unavailable. Returns false if the model
    // or the search engine cannot be reached.
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
            // Reported by the code that updates or searches the index.
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
            // Search continues with BM25 alone, or with the existing vectors.
            CannotReach(log, e.Message);
            return false;
        }
    }

    private async Task AdoptTrainedAsync(CancellationToken cancellationToken)
    {
        var hash = await store.AcceptedHashAsync(cancellationToken);
        if (hash is null || hash == current.Model?.Hash
            || await store.ArtefactAsync(hash, cancellationToken) is not { } artefact) return;
        try
        {
            await follower.AdoptAsync(new TrainedEmbedding(artefact).Model, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            // Damaged or written by another version: search continues without it.
            CannotOpen(log, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Search goes on without new vectors: {Reason}")]
    private static partial void CannotReach(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "The trained embedding cannot be used: {Reason}")]
    private static partial void CannotOpen(ILogger log, string reason);
}
