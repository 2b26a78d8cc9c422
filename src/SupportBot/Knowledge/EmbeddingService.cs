using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Hosting;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

// Makes the vectors of new and changed documents, with whichever embedding is chosen at the time, and trains one after
// documents have changed and settled.
internal sealed partial class EmbeddingService(
    StoredEmbedding stored, EmbeddingRenewal renewal, DocumentStore documents, IOptions<SearchOptions> options,
    ServiceSupervisor supervisor, ILogger<EmbeddingService> log, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TrainingPoll = TimeSpan.FromSeconds(2);

    // While a model cannot be reached.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly VectorConsole _console = new(time);
    private long _seen;
    private long _considered;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await supervisor.RetryAsync("Embedding", stored.AdoptAsync, stoppingToken);
        await await Task.WhenAny(
            supervisor.RepeatAsync("Embedding", CompleteAsync, stoppingToken),
            supervisor.RepeatAsync("Training", TrainAsync, stoppingToken));
    }

    private async Task<TimeSpan> CompleteAsync(CancellationToken cancellationToken) =>
        await stored.CompleteAsync(withBlocks: true, _console, cancellationToken) ? Poll : Pause;

    private async Task<TimeSpan> TrainAsync(CancellationToken cancellationToken)
    {
        if (options.Value.TrainEmbedding && stored.MayTrain && await HaveComeToRestAsync(cancellationToken))
            await RenewAsync(cancellationToken);
        return TrainingPoll;
    }

    // Whether the documents are unchanged since the last poll, but changed since training was last considered.
    private async Task<bool> HaveComeToRestAsync(CancellationToken cancellationToken)
    {
        var position = (await documents.StateAsync(cancellationToken)).LastPosition;
        var rests = position == _seen && position != _considered;
        _seen = position;
        return rests;
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var outcome = await renewal.RunAsync(cancellationToken);
        Considered(log, outcome);
        if (outcome != RenewalOutcome.TrainedElsewhere) _considered = _seen;
    }

    [LoggerMessage(LogLevel.Information, "Training of the embedding: {Outcome}")]
    private static partial void Considered(ILogger log, RenewalOutcome outcome);
}
