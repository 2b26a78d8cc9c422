using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Turns;

/// <summary>Runs one turn. Whatever happens in it, it ends, and what the visitor sees of it is kept together with its end.</summary>
internal sealed class TurnRunner(ActivityHandler bot, TurnStore turns, Brand brand, TimeProvider clock, ILogger<TurnRunner> log)
{
    /// <summary>A visitor who has waited for so long is told that it failed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(50);

    /// <returns>Whether no turn of the conversation waited behind it.</returns>
    /// <exception cref="IOException">The end could not be stored; the turn still waits, and can be run again.</exception>
    public async Task<bool> RunAsync(Turn turn, IChannel channel)
    {
        Failpoint.Reach("turn-taken");
        var outbox = new Outbox(turn, channel, turns, clock);
        var context = new TurnContext(outbox, ActivityJson.Read(turn.Json.Span));
        context.TurnState.Set(turn);
        context.TurnState.Set(channel.ReplyTo(context));
        using var patience = new CancellationTokenSource(Longest, clock);
        try
        {
            await bot.OnTurnAsync(context, patience.Token);
        }
        catch (Exception e) // The turn's boundary: whatever broke it, the visitor gets a word.
        {
            // An exception's message may hold what the visitor wrote.
            log.LogError("Turn {Turn} failed: {Kind}\n{Where}", turn.ActivityId, e.GetType().Name, e.StackTrace);
            log.LogTrace(e, "Turn {Turn}", turn.ActivityId);
            return await FailAsync(context, outbox);
        }
        return await outbox.EndAsync(TurnEnd.Done, context.TurnState.Get<Reply>());
    }

    private async Task<bool> FailAsync(TurnContext context, Outbox outbox)
    {
        outbox.TakeBack();
        var texts = brand.In(context.Activity.Locale);
        await context.TurnState.Get<IReply>()!.FinishAsync(texts.Answers.WithContact(texts.Chat.Failed), CancellationToken.None);
        return await outbox.EndAsync(TurnEnd.Failed, reply: null);
    }
}
