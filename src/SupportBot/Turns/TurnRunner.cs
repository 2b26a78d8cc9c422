using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Turns;

/// <summary>Runs one turn. Whatever happens in it, it ends, and what the visitor sees of it is kept together with its end.</summary>
internal sealed class TurnRunner(ActivityHandler bot, TurnStore turns, Brand brand, IOptions<TurnOptions> limits, TimeProvider clock, ILogger<TurnRunner> log)
{
    /// <summary>How long after its timeout a turn may take to obey it; then it is left alone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <returns>Whether no turn of the conversation waited behind it.</returns>
    /// <exception cref="StorageException">The end could not be stored; the turn still waits, and can be run again.</exception>
    public async Task<bool> RunAsync(Turn turn, IChannel channel)
    {
        Failpoint.Reach(Failpoint.TurnTaken);
        var outbox = new Outbox(turn, channel, turns, clock, log);
        TurnContext? context = null;
        var isEnding = false;
        try
        {
            context = Open(turn, channel, outbox);
            using var timeout = new CancellationTokenSource(limits.Value.Timeout, clock);
            await bot.OnTurnAsync(context, timeout.Token).WaitAsync(limits.Value.Timeout + Grace, clock);
            isEnding = true;
            return await outbox.EndAsync(TurnEnd.Done, context.TurnState.Get<Reply>());
        }
        catch (Exception e) when (!(isEnding && e is StorageException)) // The turn's boundary: whatever broke it, the visitor gets a word.
        {
            Report(turn, e);
        }
        return await FailAsync(turn, outbox, context);
    }

    /// <summary>Ends a turn, without running it again, with the message that it failed.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<bool> GiveUpAsync(Turn turn, IChannel channel)
    {
        log.LogError("Turn {Turn} is given up: it did not end in {Starts} starts of the host", turn.ActivityId, turn.Restarts);
        var outbox = new Outbox(turn, channel, turns, clock, log);
        TurnContext? context = null;
        try
        {
            context = Open(turn, channel, outbox);
        }
        catch (Exception e) // The turn's boundary: without an activity that can be read, it ends without a word.
        {
            Report(turn, e);
        }
        return await FailAsync(turn, outbox, context);
    }

    private static TurnContext Open(Turn turn, IChannel channel, Outbox outbox)
    {
        var context = new TurnContext(outbox, ActivityJson.Read(turn.Json.Span));
        context.TurnState.Set(turn);
        context.TurnState.Set(channel.ReplyTo(context));
        return context;
    }

    private async Task<bool> FailAsync(Turn turn, Outbox outbox, TurnContext? context)
    {
        outbox.TakeBack();
        try
        {
            if (context is not null) await SayFailedAsync(context).WaitAsync(limits.Value.Timeout, clock);
            return await outbox.EndAsync(TurnEnd.Failed, reply: null);
        }
        catch (Exception e) when (e is not StorageException) // The turn's boundary: where even the word fails, the turn ends without it.
        {
            Report(turn, e);
        }
        outbox.TakeBack();
        return await outbox.EndAsync(TurnEnd.Failed, reply: null);
    }

    private Task SayFailedAsync(TurnContext context)
    {
        var texts = brand.In(context.Activity.Locale);
        return context.TurnState.Get<IReply>()!.FinishAsync(texts.Answers.WithContact(texts.Chat.Failed), CancellationToken.None);
    }

    /// <summary>An exception's message may hold what the visitor wrote.</summary>
    private void Report(Turn turn, Exception e)
    {
        log.LogError("Turn {Turn} failed: {Kind}\n{Where}", turn.ActivityId, e.GetType().Name, e.StackTrace);
        log.LogTrace(e, "Turn {Turn}", turn.ActivityId);
    }
}
