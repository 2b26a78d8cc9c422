using Microsoft.Extensions.Hosting;

namespace SupportBot.BotFramework.DirectLine;

internal sealed class StreamKeepAlive(DirectLineOptions options, ConversationStreams streams, TimeProvider clock)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.KeepAlive, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) streams.KeepAlive();
    }
}
