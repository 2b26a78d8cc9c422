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
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // For clocks of other hosts, and for writes that take time.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RepeatAsync(nameof(RevokedVisitors), CloseAsync, stoppingToken);

    private async Task<TimeSpan> CloseAsync(CancellationToken cancellationToken)
    {
        if (streams.Count == 0) return Interval;
        foreach (var conversation in await identities.RevokedSinceAsync(clock.GetUtcNow() - Overlap, cancellationToken))
            streams.Close(conversation);
        return Interval;
    }
}
