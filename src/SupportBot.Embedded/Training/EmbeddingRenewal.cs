using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;

namespace SupportBot.Embedded.Training;

/// <summary>
/// Trains the brand's embedding when it is due, tries it against BM25 alone, and keeps it in the database where it won.
/// Several processes may ask; the one that gets the lease trains.
/// </summary>
/// <param name="documents">What it is trained on.</param>
/// <param name="embeddings">Where it goes.</param>
/// <param name="lease">The right to train.</param>
/// <param name="time">Dates the training.</param>
/// <param name="except">A language that another model embeds: its chunks are not trained on. Null for none.</param>
public sealed class EmbeddingRenewal(
    DocumentStore documents, EmbeddingStore embeddings, Lease lease, TimeProvider time, string? except = null)
{
    /// <summary>Chunks below which there is too little text to learn from.</summary>
    public const int LeastChunks = 50;

    internal const double NewShare = 0.2;

    internal TrainingOptions Recipe { get; init; } = new();

    /// <summary>
    /// Trains once, where that is due and nobody else does. Takes one thread at the lowest priority, and minutes.
    /// </summary>
    public async Task<RenewalOutcome> RunAsync(CancellationToken cancellationToken = default)
    {
        var outcome = RenewalOutcome.TrainedElsewhere;
        await lease.HoldAsync(
            async token => outcome = await HoldingLeaseAsync(token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    private async Task<RenewalOutcome> HoldingLeaseAsync(CancellationToken cancellationToken)
    {
        var chunks = await documents.AllChunksAsync(cancellationToken).Where(chunk => chunk.Language != except)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        if (chunks.Count < LeastChunks) return RenewalOutcome.TooLittleText;
        if (await embeddings.LastAsync(cancellationToken).ConfigureAwait(false) is { } last
            && last.Text.NewShare(chunks) <= NewShare)
            return RenewalOutcome.NotDue;

        var trial = HeadingEvaluation.Of(chunks, Recipe.Seed);
        var trained = await LowPriorityThread.RunAsync(
            () => EmbeddingTrainer.Train(trial.Chunks, Recipe, cancellationToken)).ConfigureAwait(false);
        var result = await trial.RunAsync(trained.Model, time, cancellationToken).ConfigureAwait(false);
        await embeddings.SaveAsync(
            new EmbeddingTraining(trained.Hash, TextFingerprints.Of(chunks), result, time.GetUtcNow()),
            trained.Artefact, cancellationToken)
            .ConfigureAwait(false);
        return result.IsWon ? RenewalOutcome.Accepted : RenewalOutcome.Rejected;
    }
}

/// <summary>The result of a wish to train.</summary>
public enum RenewalOutcome
{
    /// <summary>A new embedding is in the database, to be adopted.</summary>
    Accepted,

    /// <summary>It was trained and did not beat BM25 alone; what served before serves on.</summary>
    Rejected,

    /// <summary>Most of the text was trained on already.</summary>
    NotDue,

    /// <summary>BM25 alone serves so little text as well.</summary>
    TooLittleText,

    /// <summary>Another process holds the lease.</summary>
    TrainedElsewhere,
}
