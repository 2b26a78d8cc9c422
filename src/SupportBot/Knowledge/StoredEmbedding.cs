using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge;

// Activates the chosen embedding. Both methods return false if the model or the search engine cannot be reached.
internal sealed partial class StoredEmbedding(
    EmbeddingPlan plan, IndexFollower follower, BackgroundVectors vectors, ILogger<StoredEmbedding> log)
{
    public bool MayTrain => plan.UsesTrained;

    // Takes a moment: uses the vectors that the index has, unless those of the chosen model are made on the fly.
    public Task<bool> AdoptAsync(CancellationToken cancellationToken) => TryAsync(async () =>
    {
        if (await plan.ChooseAsync(cancellationToken) is { IsStored: false } model)
            await follower.AdoptAsync(model, cancellationToken);
        else await ResumeAsync(cancellationToken);
    });

    // Makes all vectors that are missing, which can take minutes; those of blocks come last.
    public Task<bool> CompleteAsync(
        bool withBlocks, IProgress<VectorProgress>? progress, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            await ResumeAsync(cancellationToken);
            if (await plan.ChooseAsync(cancellationToken) is { } model)
                await vectors.RunAsync(model, withBlocks, progress, cancellationToken);
        });

    private async Task ResumeAsync(CancellationToken cancellationToken) =>
        await follower.ResumeAsync(await plan.KnownAsync(cancellationToken), cancellationToken);

    private async Task<bool> TryAsync(Func<Task> run)
    {
        try
        {
            await run();
            return true;
        }
        catch (SearchUnavailableException)
        {
            // Reported by the code that updates or searches the index.
            return false;
        }
        catch (EmbeddingUnavailableException e)
        {
            // Search continues with BM25 alone, or with the existing vectors.
            CannotReach(log, e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Search goes on without new vectors: {Reason}")]
    private static partial void CannotReach(ILogger log, string reason);
}
