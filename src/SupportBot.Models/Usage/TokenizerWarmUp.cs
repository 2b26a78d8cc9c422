using Microsoft.Extensions.Hosting;

namespace SupportBot.Models.Usage;

/// <summary>Reads the tokenizer's vocabulary while a host starts, so that no customer waits for it.</summary>
internal sealed class TokenizerWarmUp : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => Tokens.Of(""), stoppingToken);
}
