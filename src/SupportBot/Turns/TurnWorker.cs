using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SupportBot.Core.Conversations;
using SupportBot.Hosting;

namespace SupportBot.Turns;

/// <summary>
/// Runs the turns of one channel that wait in the database: one at a time in a conversation, in order; conversations
/// side by side. What an earlier process left is taken up at the start, unless it has ended several processes already.
/// Each channel has a worker of its own, so that one that cannot be reached holds up nobody else.
/// </summary>
internal sealed class TurnWorker<TChannel>(
    TChannel channel,
    TurnStore turns,
    TurnRunner runner,
    ServiceSupervisor supervisor,
    MessageMetrics metrics,
    IOptions<TurnOptions> limits,
    TimeProvider clock) : BackgroundService
    where TChannel : IChannel
{
    /// <summary>
    /// A turn that was begun in so many starts of the host and did not end is taken for the reason why.
    /// </summary>
    private const int MaxStarts = 3;

    private static readonly string Service = $"Turns of {typeof(TChannel).Name}";

    private readonly Channel<string> _woken = Channel.CreateUnbounded<string>();

    /// <summary>How often each conversation was woken since its turns were last read.</summary>
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>The turns that an earlier process left in each conversation and that were not taken up yet.</summary>
    private readonly ConcurrentDictionary<string, (long From, long Through)> _left = new(StringComparer.Ordinal);

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
        foreach (var conversation in await supervisor.RetryAsync(Service, channel.RecoverAsync, stoppingToken))
            Wake(conversation);
        foreach (var left in await supervisor.RetryAsync(Service, turns.UnfinishedAsync, stoppingToken))
        {
            if (!channel.Serves(left.Channel)) continue;
            _left[left.ConversationId] = (0, left.LastNumber);
            Wake(left.ConversationId);
        }
        // What runs when the host stops is finished; what waits is taken up at the next start.
        await Parallel.ForEachAsync(
            _woken.Reader.ReadAllAsync(stoppingToken),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = limits.Value.MaxConcurrent,
                CancellationToken = stoppingToken,
            },
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
        try
        {
            while (!stopping.IsCancellationRequested && await supervisor.RetryAsync(Service, RunNextAsync, stopping))
            { }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What waits is taken up at the next start.
        }

        async Task<bool> RunNextAsync(CancellationToken cancellationToken)
        {
            if (await channel.CatchUpAsync(conversationId) is { } wait) WakeLater(conversationId, wait, stopping);
            if (wasLast || await turns.NextAsync(conversationId, cancellationToken) is not { } next)
                return false; // What came since has called again.
            using var step = TurnTrace.Step(conversationId);
            var turn = await TakeUpAsync(next, cancellationToken);
            wasLast =
                turn.Restarts >= MaxStarts
                    ? await runner.GiveUpAsync(turn, channel)
                    : await runner.RunAsync(turn, channel);
            return true;
        }
    }

    /// <summary>
    /// Counts, before it runs, that a turn of an earlier process is taken up. A new turn costs no write for that, nor
    /// does one
    /// that only waited when the host stopped, until it runs.
    /// </summary>
    private async Task<Turn> TakeUpAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (
            !_left.TryGetValue(turn.ConversationId, out var left) || turn.Number < left.From
            || turn.Number > left.Through)
            return turn;
        turn = turn with { Restarts = await turns.CountRestartAsync(turn, cancellationToken) };
        _left[turn.ConversationId] = left with { From = turn.Number + 1 };
        return turn;
    }

    private void WakeLater(string conversationId, TimeSpan wait, CancellationToken stopping) =>
        _ = Task.Delay(wait, clock, stopping)
            .ContinueWith(
                _ => Wake(conversationId), stopping, TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default);
}
