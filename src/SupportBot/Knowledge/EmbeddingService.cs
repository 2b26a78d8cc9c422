using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Hosting;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

/// <summary>
/// In the host: adopts the embedding that the database holds, whoever trained it, and sees to it that one is trained when
/// documents have changed and come to rest.
/// </summary>
internal sealed partial class EmbeddingService(
    StoredEmbedding stored, EmbeddingRenewal renewal, DocumentStore documents, IOptions<SearchOptions> options, ServiceSupervisor supervisor,
    ILogger<EmbeddingService> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>Polls, half a minute in all, for which a model that cannot be reached is left alone.</summary>
    private const int PollsOfPause = 15;

    private int _pause;
    private long _seen;
    private long _considered;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => supervisor.RepeatAsync("Embedding", KeepUpAsync, stoppingToken);

    private async Task<TimeSpan> KeepUpAsync(CancellationToken cancellationToken)
    {
        if (_pause > 0) _pause--;
        else if (!await stored.AdoptAsync(cancellationToken)) _pause = PollsOfPause;
        if (options.Value.TrainEmbedding && stored.MayTrain && await HaveComeToRestAsync(cancellationToken)) await RenewAsync(cancellationToken);
        return Poll;
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
}
