using Microsoft.Bot.Builder;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Activities;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Turns;

/// <summary>Runs one turn. Whatever happens in it, it ends, and its replies are stored together with its end.</summary>
internal sealed class TurnRunner(
    DurableAdapter adapter, IBot bot, TurnStore turns, Brand brand, IOptions<TurnOptions> limits, TimeProvider clock,
    ILogger<TurnRunner> log)
{
    /// <summary>How long after its timeout a turn may take to obey it; then it is abandoned.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <returns>Whether no turn of the conversation waited behind it.</returns>
    /// <exception cref="StorageException">
    /// The end could not be stored; the turn still waits, and can be run again.
    /// </exception>
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
            context = Open(turn, channel, outbox);
            using var timeout = new CancellationTokenSource(limits.Value.Timeout, clock);
            await adapter.RunAsync(context, bot, timeout.Token).WaitAsync(limits.Value.Timeout + Grace, clock);
            isEnding = true;
            var answered = ActiveTurn.Of(context).Answered;
            var wasLast = await outbox.EndAsync(TurnEnd.Done, answered);
            TurnLog.Ended(log, turn, context.Activity.Type, answered?.Answer, clock.GetElapsedTime(began));
            return wasLast;
        }
        catch (Exception e) when (!(isEnding && e is StorageException)) // The turn's boundary: the visitor gets a text.
        {
            Report(turn, e);
        }
        return await FailAsync(turn, outbox, context);
    }

    /// <summary>Ends a turn, without running it again, with the message that it failed.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<bool> GiveUpAsync(Turn turn, IChannel channel)
    {
        log.LogError(
            "Turn {Turn} is given up: it did not end in {Starts} starts of the host", turn.ActivityId, turn.Restarts);
        var outbox = new Outbox(turn, channel, turns, clock, log);
        TurnContext? context = null;
        try
        {
            context = Open(turn, channel, outbox);
        }
        catch (Exception e) // The turn's boundary: without an activity that can be read, it ends without a text.
        {
            Report(turn, e);
        }
        return await FailAsync(turn, outbox, context);
    }

    private TurnContext Open(Turn turn, IChannel channel, Outbox outbox)
    {
        var context = adapter.CreateTurnContext(ActivityJson.Read(turn.Json.Span), outbox);
        context.TurnState.Add(new ActiveTurn(turn, channel, channel.ReplyTo(context, outbox)));
        return context;
    }

    private async Task<bool> FailAsync(Turn turn, Outbox outbox, TurnContext? context)
    {
        outbox.Clear();
        try
        {
            if (context is not null) await SayFailedAsync(context).WaitAsync(limits.Value.Timeout, clock);
            return await outbox.EndAsync(TurnEnd.Failed, answered: null);
        }
        catch (Exception e) when (e is not StorageException) // The turn's boundary: it ends without the text.
        {
            Report(turn, e);
        }
        outbox.Clear();
        return await outbox.EndAsync(TurnEnd.Failed, answered: null);
    }

    private Task SayFailedAsync(TurnContext context)
    {
        var texts = brand.In(context.Activity.Locale);
        var text = texts.Answers.WithContact(texts.Chat.Failed);
        return ActiveTurn.Of(context).Reply.FinishAsync(text, CancellationToken.None);
    }

    /// <summary>The message of an exception may hold what the visitor wrote.</summary>
    private void Report(Turn turn, Exception e)
    {
        log.LogError("Turn {Turn} failed: {Kind}\n{Where}", turn.ActivityId, e.GetType().Name, e.StackTrace);
        log.LogTrace(e, "Turn {Turn}", turn.ActivityId);
    }
}
