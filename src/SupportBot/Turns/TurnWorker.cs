using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SupportBot.Core.Conversations;
using SupportBot.Hosting;

namespace SupportBot.Turns;

// Turns of a conversation run one at a time and in order, conversations in parallel. Each channel has its own worker,
// so an unreachable channel does not delay the others.
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
    private static readonly string ServiceName = $"Turns of {typeof(TChannel).Name}";

    private readonly WakeQueue _queue = new(clock);
    private readonly ConcurrentDictionary<string, (long From, long Through)> _unfinished = new(StringComparer.Ordinal);

    public int Waiting => _queue.Waiting;

    public void Wake(string conversationId) => _queue.Wake(conversationId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ObserveTurns(typeof(TChannel).Name, () => _queue.Waiting, () => _queue.Running);
        foreach (var conversation in await supervisor.RetryAsync(ServiceName, channel.RecoverAsync, stoppingToken))
            Wake(conversation);
        foreach (var unfinished in await supervisor.RetryAsync(ServiceName, turns.UnfinishedAsync, stoppingToken))
        {
            if (!channel.Serves(unfinished.Channel)) continue;
            _unfinished[unfinished.ConversationId] = (0, unfinished.LastNumber);
            Wake(unfinished.ConversationId);
        }
        // When the host stops, running turns finish, and waiting ones are resumed at the next start.
        await _queue.RunAsync(
            limits.Value.MaxConcurrent, conversation => RunAllAsync(conversation, stoppingToken), stoppingToken);
    }

    private async Task RunAllAsync(string conversationId, CancellationToken stopping)
    {
        var wasLast = false;
        try
        {
            var hasNext = true;
            while (hasNext && !stopping.IsCancellationRequested)
                hasNext = await supervisor.RetryAsync(ServiceName, RunNextAsync, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Waiting turns are resumed at the next start.
        }

        async Task<bool> RunNextAsync(CancellationToken cancellationToken)
        {
            if (await channel.SendPendingAsync(conversationId) is { } wait)
                _queue.WakeLater(conversationId, wait, stopping);
            if (wasLast || await turns.NextAsync(conversationId, cancellationToken) is not { } next)
                return false; // A newer turn has woken the conversation again.
            using var step = TurnTrace.Step(conversationId);
            var turn = await ResumeAsync(next, cancellationToken);
            wasLast =
                turn.Restarts >= channel.MaxStarts(conversationId)
                    ? await runner.GiveUpAsync(turn, channel)
                    : await runner.RunAsync(turn, channel);
            return true;
        }
    }

    // New turns, and turns that only waited when the host stopped, cost no write.
    private async Task<Turn> ResumeAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (!_unfinished.TryGetValue(turn.ConversationId, out var unfinished) || turn.Number < unfinished.From
            || turn.Number > unfinished.Through)
            return turn;
        turn = turn with { Restarts = await turns.CountRestartAsync(turn, cancellationToken) };
        _unfinished[turn.ConversationId] = unfinished with { From = turn.Number + 1 };
        return turn;
    }
}
