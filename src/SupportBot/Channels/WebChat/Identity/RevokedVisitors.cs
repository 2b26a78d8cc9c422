using SupportBot.BotFramework.DirectLine;
using SupportBot.Core.Conversations;
using SupportBot.Hosting;

namespace SupportBot.Channels.WebChat.Identity;

// Closes the streams of conversations that were revoked, by this host or by a command beside it. Calls are refused at
// once.
internal sealed class RevokedVisitors(
    VisitorIdentityStore identities, ConversationStreams streams, ServiceSupervisor supervisor, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // For clocks of other hosts, and for writes that take time.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await supervisor.RetryAsync(nameof(RevokedVisitors), CloseAsync, stoppingToken);
    }

    private async Task<int> CloseAsync(CancellationToken cancellationToken)
    {
        if (streams.Count == 0) return 0;
        var revoked = await identities.RevokedSinceAsync(clock.GetUtcNow() - Overlap, cancellationToken);
        foreach (var conversation in revoked) streams.Close(conversation);
        return revoked.Count;
    }
}
