using SupportBot.Core.Audit;

namespace SupportBot.Audit;

/// <summary>In the host: seals new audit records every few seconds.</summary>
internal sealed partial class AuditSealing(AuditSealer sealer, TimeProvider time, ILogger<AuditSealing> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
            try
            {
                await sealer.SealAsync(stoppingToken);
            }
            catch (IOException e) // Also a StorageException. The disk may be full or the database busy for a while: the records wait.
            {
                CannotSeal(log, e.Message);
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Audit records wait for their seal: {Reason}")]
    private static partial void CannotSeal(ILogger log, string reason);
}
