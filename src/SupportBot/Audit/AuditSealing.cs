using SupportBot.Core.Audit;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Audit;

// Seals new audit records every few seconds. After a failure the records wait for the next run.
internal sealed class AuditSealing(AuditSealer sealer, ServiceSupervisor supervisor) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RepeatAsync("Audit sealing", SealAsync, stoppingToken);

    private async Task<TimeSpan> SealAsync(CancellationToken cancellationToken)
    {
        Failpoint.Reach(Failpoint.AuditSealing);
        await sealer.SealAsync(cancellationToken);
        return Pause;
    }
}
