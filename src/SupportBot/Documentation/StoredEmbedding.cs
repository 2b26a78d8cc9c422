using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;

namespace SupportBot.Documentation;

/// <summary>Lets the embedding that the database holds serve in this process.</summary>
internal sealed partial class StoredEmbedding(EmbeddingStore store, IndexFollower follower, CurrentEmbedding current, ILogger<StoredEmbedding> log)
{
    /// <summary>Adopts the accepted embedding, where there is one and it does not serve yet.</summary>
    public async Task AdoptAsync(CancellationToken cancellationToken)
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

    [LoggerMessage(LogLevel.Warning, "The trained embedding cannot be used: {Reason}")]
    private static partial void CannotOpen(ILogger log, string reason);
}
