using Microsoft.Extensions.Hosting;

namespace SupportBot.Models.Usage;

internal sealed class TokenizerWarmUp : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Run(() => Tokens.Of(""), stoppingToken);
}
