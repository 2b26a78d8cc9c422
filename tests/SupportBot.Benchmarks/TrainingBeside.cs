using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;

namespace SupportBot.Benchmarks;

/// <summary>Trains an embedding as the host does it, on a quiet thread of its own, for as long as it lives.</summary>
internal sealed class TrainingBeside : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _training;

    public TrainingBeside(IReadOnlyCollection<Chunk> chunks) =>
        _training = LowPriorityThread.RunAsync(() => EmbeddingTrainer.Train(chunks, _stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _training.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
