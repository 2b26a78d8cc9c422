using System.Collections.Concurrent;
using System.Threading.Channels;
using SupportBot.Core.Conversations;

namespace SupportBot.Turns;

/// <summary>
/// Runs the turns of one channel that wait in the database: one at a time in a conversation, in order; conversations
/// side by side. What an earlier process left is taken up at the start. Each channel has a worker of its own, so that
/// one that cannot be reached holds up nobody else.
/// </summary>
internal sealed class TurnWorker<TChannel>(TChannel channel, TurnStore turns, TurnRunner runner, MessageMetrics metrics, TimeProvider clock, ILogger<TurnWorker<TChannel>> log) : BackgroundService
    where TChannel : IChannel
{
    /// <summary>Enough for turns that mostly wait for a model, few enough to keep memory bounded.</summary>
    private const int SideBySide = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Channel<string> _woken = Channel.CreateUnbounded<string>();

    /// <summary>How often each conversation was woken since its turns were last read.</summary>
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>How many conversations wait until one of those that run is done.</summary>
    public int Waiting => _woken.Reader.Count;

    /// <summary>Says that a turn waits in a conversation; never waits itself.</summary>
    public void Wake(string conversationId)
    {
        if (_calls.AddOrUpdate(conversationId, 1, (_, calls) => calls + 1) == 1) _woken.Writer.TryWrite(conversationId);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ObserveTurns(typeof(TChannel).Name, () => Waiting, () => _calls.Count - Waiting);
        foreach (var conversation in await channel.RecoverAsync(stoppingToken)) Wake(conversation);
        foreach (var (conversation, _) in (await turns.UnfinishedAsync(stoppingToken)).Where(turn => channel.Serves(turn.Channel))) Wake(conversation);
        // What runs when the host stops is finished; what waits is taken up at the next start.
        await Parallel.ForEachAsync(
            _woken.Reader.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stoppingToken },
            async (conversation, _) => await WorkAsync(conversation, stoppingToken));
    }

    private async Task WorkAsync(string conversationId, CancellationToken stopping)
    {
        int calls;
        do
        {
            calls = _calls[conversationId];
            await RunAllAsync(conversationId, stopping);
        }
        while (!stopping.IsCancellationRequested && !_calls.TryRemove(KeyValuePair.Create(conversationId, calls)));
    }

    private async Task RunAllAsync(string conversationId, CancellationToken stopping)
    {
        var wasLast = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await channel.CatchUpAsync(conversationId) is { } wait) WakeLater(conversationId, wait, stopping);
                if (wasLast || await turns.NextAsync(conversationId, stopping) is not { } turn) return; // What came since has called again.
                wasLast = await runner.RunAsync(turn, channel);
            }
            catch (IOException e)
            {
                log.LogError("A turn waits for the storage: {Problem}", e.Message);
                await Task.Delay(Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void WakeLater(string conversationId, TimeSpan wait, CancellationToken stopping) =>
        _ = Task.Delay(wait, clock, stopping).ContinueWith(_ => Wake(conversationId), stopping, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
}
