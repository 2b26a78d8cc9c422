using SupportBot.Core.Privacy;
using SupportBot.Hosting;

namespace SupportBot.Privacy;

// Removes expired data every hour.
internal sealed partial class Pruning(
    Pruner pruner, ServiceSupervisor supervisor, ILogger<Pruning> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RepeatAsync("Retention", PruneAsync, stoppingToken);

    private async Task<TimeSpan> PruneAsync(CancellationToken cancellationToken)
    {
        if (await pruner.PruneAsync(cancellationToken) is { IsAny: true } pruned)
            Removed(log, pruned.Activities, pruned.AuditContents, pruned.Versions, pruned.UsageDays, pruned.Vectors);
        return Interval;
    }

    [LoggerMessage(LogLevel.Information, "Kept for their time and removed: {Activities} activities, "
        + "{AuditContents} audit contents, {Versions} document versions, {UsageDays} days of usage, {Vectors} vectors")]
    private static partial void Removed(
        ILogger log, int activities, int auditContents, int versions, int usageDays, int vectors);
}
