using SupportBot.Core.Audit;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Audit;

/// <summary>In the host: seals new audit records every few seconds. Where that fails, the records wait.</summary>
internal sealed class AuditSealing(AuditSealer sealer, ServiceSupervisor supervisor) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => supervisor.RepeatAsync("Audit sealing", SealAsync, stoppingToken);

    private async Task<TimeSpan> SealAsync(CancellationToken cancellationToken)
    {
        Failpoint.Reach(Failpoint.AuditSealing);
        await sealer.SealAsync(cancellationToken);
        return Pause;
    }
}
