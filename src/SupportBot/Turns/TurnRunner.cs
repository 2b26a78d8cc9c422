using Microsoft.Bot.Builder;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Activities;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;

namespace SupportBot.Turns;

internal sealed class TurnRunner(
    DurableAdapter adapter, IBot bot, TurnStore turns, AgentDesks desks, Brand brand,
    IOptions<TurnOptions> limits, TimeProvider clock, ILogger<TurnRunner> log)
{
    // After its timeout, a turn has this long to stop before it is abandoned.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    // Returns whether no further turn of the conversation waits. If the end could not be stored, it throws
    // StorageException, and the turn can be run again.
    public async Task<bool> RunAsync(Turn turn, IChannel channel)
    {
        using var step = TurnTrace.Step();
        Failpoint.Reach(Failpoint.TurnTaken);
        var began = clock.GetTimestamp();
        var outbox = new Outbox(turn, channel, turns, clock, log);
        TurnContext? context = null;
        var isEnding = false;
        try
        {
            context = CreateContext(turn, channel, outbox);
            using var timeout = new CancellationTokenSource(limits.Value.Timeout, clock);
            await adapter.RunAsync(context, bot, timeout.Token).WaitAsync(limits.Value.Timeout + GracePeriod, clock);
            isEnding = true;
            var active = ActiveTurn.Of(context);
            var wasLast = Announce(await outbox.EndAsync(TurnEnd.Done, active));
            TurnLog.Ended(log, turn, context.Activity.Type, active.Answered?.Answer, clock.GetElapsedTime(began));
            return wasLast;
        }
        catch (Exception e) when (!(isEnding && e is StorageException)) // Boundary: the visitor gets a text.
        {
            LogFailure(turn, e);
        }
        return await FailAsync(turn, outbox, context);
    }

    public async Task<bool> GiveUpAsync(Turn turn, IChannel channel)
    {
        log.LogError(
            "Turn {Turn} is given up: it did not end in {Starts} starts of the host", turn.ActivityId, turn.Restarts);
        var outbox = new Outbox(turn, channel, turns, clock, log);
        TurnContext? context = null;
        try
        {
            context = CreateContext(turn, channel, outbox);
        }
        catch (Exception e) // Boundary: without a readable activity, the turn ends without a text.
        {
            LogFailure(turn, e);
        }
        return await FailAsync(turn, outbox, context);
    }

    private TurnContext CreateContext(Turn turn, IChannel channel, Outbox outbox)
    {
        var context = adapter.CreateTurnContext(ActivityJson.Read(turn.Json.Span), outbox);
        context.TurnState.Add(new ActiveTurn(turn, channel, channel.CreateReplySink(context, outbox)));
        return context;
    }

    private async Task<bool> FailAsync(Turn turn, Outbox outbox, TurnContext? context)
    {
        outbox.Clear();
        try
        {
            if (context is not null && turn.Owner == ConversationOwner.Bot)
                await SendFailureTextAsync(context).WaitAsync(limits.Value.Timeout, clock);
            return Announce(await outbox.EndAsync(TurnEnd.Failed, active: null));
        }
        catch (Exception e) when (e is not StorageException) // Boundary: the turn ends without a text.
        {
            LogFailure(turn, e);
        }
        outbox.Clear();
        return Announce(await outbox.EndAsync(TurnEnd.Failed, active: null));
    }

    // Returns whether no further turn of the conversation waits.
    private bool Announce(TurnOutcome? outcome)
    {
        if (outcome?.Case is { } changed) desks.Announce(changed.ConversationId);
        return outcome is { IsLast: true };
    }

    private Task SendFailureTextAsync(TurnContext context)
    {
        var (texts, active) = (brand.In(context.Activity.Locale), ActiveTurn.Of(context));
        var text = active.Channel.FailureText(active.Turn.ConversationId)
            ?? texts.Answers.WithContact(texts.Chat.Failed);
        return active.Reply.FinishAsync(text, CancellationToken.None);
    }

    // Not the message of the exception, which may contain what the visitor wrote.
    private void LogFailure(Turn turn, Exception e)
    {
        log.LogError("Turn {Turn} failed: {Kind}\n{Where}", turn.ActivityId, e.GetType().Name, e.StackTrace);
        log.LogTrace(e, "Turn {Turn}", turn.ActivityId);
    }
}
