using SupportBot.Embedded.Onnx;

namespace SupportBot.Knowledge;

// Opens the sentence embedding beside the start of the host, so that no question waits for it.
internal sealed partial class EmbeddingWarmUp(ILogger<EmbeddingWarmUp> log, OnnxEmbedding? embedding = null)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (embedding is not null) await Task.Run(embedding.Open, stoppingToken);
        }
        catch (InvalidDataException e)
        {
            CannotOpen(log, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Search goes by words alone: {Reason}")]
    private static partial void CannotOpen(ILogger log, string reason);
}
