using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Hosting;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

// Adopts the embedding stored in the database, whichever process trained it, and trains one after documents have
// changed and settled.
internal sealed partial class EmbeddingService(
    StoredEmbedding stored, EmbeddingRenewal renewal, DocumentStore documents, IOptions<SearchOptions> options,
    ServiceSupervisor supervisor,
    ILogger<EmbeddingService> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    // Polls to skip while a model cannot be reached: half a minute in all.
    private const int PollsOfPause = 15;

    private int _pause;
    private long _seen;
    private long _considered;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RepeatAsync("Embedding", KeepUpAsync, stoppingToken);

    private async Task<TimeSpan> KeepUpAsync(CancellationToken cancellationToken)
    {
        if (_pause > 0) _pause--;
        else if (!await stored.AdoptAsync(cancellationToken)) _pause = PollsOfPause;
        if (options.Value.TrainEmbedding && stored.MayTrain && await HaveComeToRestAsync(cancellationToken))
            await RenewAsync(cancellationToken);
        return Poll;
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
        if (outcome == RenewalOutcome.Accepted) await stored.AdoptAsync(cancellationToken);
        if (outcome != RenewalOutcome.TrainedElsewhere) _considered = _seen;
    }

    [LoggerMessage(LogLevel.Information, "Training of the embedding: {Outcome}")]
    private static partial void Considered(ILogger log, RenewalOutcome outcome);
}
