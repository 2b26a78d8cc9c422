using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Settings;

namespace SupportBot.Documentation;

/// <summary>
/// In the host: adopts the embedding that the database holds, whoever trained it, and sees to it that one is trained when
/// documents have changed and come to rest.
/// </summary>
internal sealed partial class EmbeddingService(
    StoredEmbedding stored, EmbeddingRenewal renewal, DocumentStore documents, IOptions<SearchOptions> options, TimeProvider time, ILogger<EmbeddingService> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>Polls, half a minute in all, for which a model that cannot be reached is left alone.</summary>
    private const int PollsOfPause = 15;

    private int _pause;
    private long _seen;
    private long _considered;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        do
            try
            {
                if (_pause > 0) _pause--;
                else if (!await stored.AdoptAsync(stoppingToken)) _pause = PollsOfPause;
                if (options.Value.TrainEmbedding && stored.MayTrain && await HaveComeToRestAsync(stoppingToken)) await RenewAsync(stoppingToken);
            }
            catch (IOException e) // Also a StorageException. The disk may be full or the database busy for a while: the next poll tries again.
            {
                CannotTrain(log, e.Message);
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>The documents are as they were at the last poll, and not as they were when training was last considered.</summary>
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

    [LoggerMessage(LogLevel.Warning, "The embedding cannot be trained for now: {Reason}")]
    private static partial void CannotTrain(ILogger log, string reason);
}
