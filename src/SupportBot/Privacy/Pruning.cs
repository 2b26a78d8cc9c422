using SupportBot.Core.Privacy;

namespace SupportBot.Privacy;

/// <summary>In the host: removes every hour what has been kept for its time.</summary>
internal sealed partial class Pruning(Pruner pruner, TimeProvider time, ILogger<Pruning> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
            try
            {
                if (await pruner.PruneAsync(stoppingToken) is { IsAny: true } pruned)
                    Removed(log, pruned.Activities, pruned.AuditContents, pruned.Versions, pruned.UsageDays, pruned.Vectors);
            }
            catch (IOException e) // Also a StorageException. The disk may be full or the database busy for a while.
            {
                CannotPrune(log, e.Message);
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "Kept for their time and removed: {Activities} activities, {AuditContents} audit contents, {Versions} document versions, {UsageDays} days of usage, {Vectors} vectors")]
    private static partial void Removed(ILogger log, int activities, int auditContents, int versions, int usageDays, int vectors);

    [LoggerMessage(LogLevel.Warning, "What has been kept for its time cannot be removed for now: {Reason}")]
    private static partial void CannotPrune(ILogger log, string reason);
}
