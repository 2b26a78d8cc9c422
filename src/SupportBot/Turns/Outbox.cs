using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Turns;

/// <summary>
/// What the bot sends in one turn. Typing and the chunks of a stream go out at once; messages are held until the turn
/// ends and are stored together with its end, so that a turn that is run again sends nothing twice.
/// </summary>
internal sealed class Outbox(Turn turn, IChannel channel, TurnStore turns, TimeProvider clock, ILogger log)
    : ITurnOutbox
{
    private readonly List<Activity> _held = [];
    private int _sent;
    private DateTimeOffset _last;

    public Turn Turn => turn;

    /// <summary>The id that the next activity will have in the log.</summary>
    public string NextId => DirectLineActivities.ReplyId(turn.ActivityId, _sent + 1);

    public async Task<ResourceResponse[]> SendAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var activity in activities)
        {
            DirectLineActivities.Complete(activity, turnContext.Activity, NextId, Later());
            _sent++;
            if (DirectLineActivities.IsTransient(activity))
                await channel.SendTransientAsync(turn, activity, cancellationToken);
            else _held.Add(activity);
        }
        return Array.ConvertAll([.. activities], activity => new ResourceResponse(activity.Id));
    }

    /// <summary>Discards what is held.</summary>
    public void Clear() => _held.Clear();

    /// <summary>Ends the turn: stores what is held, then shows it.</summary>
    /// <returns>Whether no turn of the conversation waited behind it.</returns>
    public async Task<bool> EndAsync(TurnEnd end, AnsweredTurn? answered)
    {
        using var step = TurnTrace.Step();
        var replies = _held.ConvertAll(activity => new LogEntry(activity.Id, ActivityJson.Write(activity)));
        Failpoint.Reach("turn-ending");
        var outcome = await turns.EndAsync(turn, end, replies, answered, channel.IsSentTo(turn));
        Failpoint.Reach("turn-ended");
        await ShowAsync(outcome, replies);
        Failpoint.Reach("turn-shown");
        return outcome is { IsLast: true };
    }

    private async Task ShowAsync(TurnOutcome? outcome, IReadOnlyList<LogEntry> replies)
    {
        try
        {
            await channel.ShowAsync(turn, outcome, replies);
        }
        catch (Exception e) // The turn has ended and is stored: a client that cannot be shown it now reads it later.
        {
            log.LogError(
                "The replies of turn {Turn} are stored but could not be shown: {Kind}\n{Where}",
                turn.ActivityId, e.GetType().Name, e.StackTrace);
            log.LogTrace(e, "Turn {Turn}", turn.ActivityId);
        }
    }

    /// <summary>Clients order by time to the millisecond, so each activity is later than the one before.</summary>
    private DateTimeOffset Later()
    {
        var (now, next) = (clock.GetUtcNow(), _last + TimeSpan.FromMilliseconds(1));
        return _last = now > next ? now : next;
    }
}
