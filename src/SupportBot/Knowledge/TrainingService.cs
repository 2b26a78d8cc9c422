using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Hosting;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

// Trains an embedding after documents have changed and settled; EmbeddingService adopts it.
internal sealed partial class TrainingService(
    EmbeddingPlan plan, EmbeddingRenewal renewal, DocumentStore documents, IOptions<SearchOptions> options,
    ServiceSupervisor supervisor,
    ILogger<TrainingService> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private long _seen;
    private long _considered;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RepeatAsync("Training", TrainAsync, stoppingToken);

    private async Task<TimeSpan> TrainAsync(CancellationToken cancellationToken)
    {
        if (options.Value.TrainEmbedding && plan.UsesTrained && await HaveComeToRestAsync(cancellationToken))
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
        if (outcome != RenewalOutcome.TrainedElsewhere) _considered = _seen;
    }

    [LoggerMessage(LogLevel.Information, "Training of the embedding: {Outcome}")]
    private static partial void Considered(ILogger log, RenewalOutcome outcome);
}
