using SupportBot.Hosting;

namespace SupportBot.Knowledge;

// Makes the vectors of new and changed documents, with whichever embedding is chosen at the time.
internal sealed class EmbeddingService(StoredEmbedding stored, ServiceSupervisor supervisor, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseWhileUnreachable = TimeSpan.FromSeconds(30);

    private readonly VectorConsole _console = new(time);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RepeatAsync("Embedding", CompleteAsync, stoppingToken);

    private async Task<TimeSpan> CompleteAsync(CancellationToken cancellationToken) =>
        await stored.CompleteAsync(withBlocks: true, _console, cancellationToken) ? Poll : PauseWhileUnreachable;
}
