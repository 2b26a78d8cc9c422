using SupportBot.BotFramework;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Schema;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Turns;

/// <summary>
/// What the bot says in one turn. Typing and the chunks of a stream go out at once; messages are held until the turn
/// ends and are kept together with its end, so that a turn that is run again says nothing twice.
/// </summary>
internal sealed class Outbox(Turn turn, IChannel channel, TurnStore turns, TimeProvider clock, ILogger log) : BotAdapter
{
    private readonly List<Activity> _held = [];
    private int _sent;
    private DateTimeOffset _last;

    public override async Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var activity in activities)
        {
            DirectLineActivities.Complete(activity, turnContext.Activity, NextId, Later());
            _sent++;
            if (DirectLineActivities.IsLive(activity)) await channel.SayLiveAsync(turn, activity, cancellationToken);
            else _held.Add(activity);
        }
        return [.. activities.Select(activity => new ResourceResponse(activity.Id))];
    }

    /// <summary>Clients order by time to the millisecond, so each activity is later than the one before.</summary>
    private DateTimeOffset Later()
    {
        var (now, next) = (clock.GetUtcNow(), _last + TimeSpan.FromMilliseconds(1));
        return _last = now > next ? now : next;
    }

    /// <summary>The id that the next activity will have in the log.</summary>
    public string NextId => DirectLineActivities.ReplyId(turn.ActivityId, _sent + 1);

    /// <summary>Drops what is held.</summary>
    public void TakeBack() => _held.Clear();

    /// <summary>Ends the turn: keeps what is held, then shows it.</summary>
    /// <returns>Whether no turn of the conversation waited behind it.</returns>
    public async Task<bool> EndAsync(TurnEnd end, Reply? reply)
    {
        var said = _held.ConvertAll(activity => new LogEntry(activity.Id!, ActivityJson.Write(activity)));
        Failpoint.Reach(Failpoint.TurnEnding);
        var ending = await turns.EndAsync(turn, end, said, reply, channel.IsSentTo(turn));
        Failpoint.Reach(Failpoint.TurnEnded);
        await ShowAsync(ending, said);
        Failpoint.Reach(Failpoint.TurnShown);
        return ending is { IsLast: true };
    }

    private async Task ShowAsync(TurnOutcome? ending, IReadOnlyList<LogEntry> said)
    {
        try
        {
            await channel.ShowAsync(turn, ending, said);
        }
        catch (Exception e) // The turn has ended and is kept: a client that cannot be shown it now reads it later.
        {
            log.LogError("What turn {Turn} said is kept but could not be shown: {Kind}\n{Where}", turn.ActivityId, e.GetType().Name, e.StackTrace);
            log.LogTrace(e, "Turn {Turn}", turn.ActivityId);
        }
    }
}
