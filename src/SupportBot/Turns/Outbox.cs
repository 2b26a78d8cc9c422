using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Turns;

// Sends transient activities at once. Messages are held until the turn ends and stored together with its end, so a
// turn that runs again sends nothing twice.
internal sealed class Outbox(Turn turn, IChannel channel, TurnStore turns, TimeProvider clock, ILogger log)
    : ITurnOutbox
{
    private readonly List<Activity> _held = [];
    private int _sent;
    private DateTimeOffset _last;

    public Turn Turn => turn;

    public string NextId => DirectLineActivities.ReplyId(turn.ActivityId, _sent + 1);

    public async Task<ResourceResponse[]> SendAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var activity in activities)
        {
            DirectLineActivities.Complete(activity, turnContext.Activity, NextId, NextTimestamp());
            _sent++;
            if (DirectLineActivities.IsTransient(activity))
                await channel.SendTransientAsync(turn, activity, cancellationToken);
            else _held.Add(activity);
        }
        return Array.ConvertAll([.. activities], activity => new ResourceResponse(activity.Id));
    }

    public void Clear() => _held.Clear();

    public async Task<TurnOutcome?> EndAsync(TurnEnd end, ActiveTurn? active)
    {
        using var step = TurnTrace.Step();
        var replies = _held.ConvertAll(activity => new LogEntry(activity.Id, ActivityJson.Write(activity)));
        Failpoint.Reach(Failpoint.TurnEnding);
        var result = new TurnResult(end, replies, active?.Answered, active?.Handoff, active?.Contact);
        var outcome = await turns.EndAsync(turn, result, channel.SendsReplies(turn));
        if (outcome is { IsToRunAgain: true }) return outcome;
        Failpoint.Reach(Failpoint.TurnEnded);
        await ShowAsync(outcome, replies);
        Failpoint.Reach(Failpoint.TurnShown);
        return outcome;
    }

    private async Task ShowAsync(TurnOutcome? outcome, IReadOnlyList<LogEntry> replies)
    {
        try
        {
            await channel.ShowAsync(turn, outcome, replies);
        }
        catch (Exception e) // The turn is stored: clients read the replies later.
        {
            log.LogError(
                "The replies of turn {Turn} are stored but could not be shown: {Kind}\n{Where}",
                turn.ActivityId, e.GetType().Name, e.StackTrace);
            log.LogTrace(e, "Turn {Turn}", turn.ActivityId);
        }
    }

    // Clients order by time in milliseconds, so each activity is later than the previous one.
    private DateTimeOffset NextTimestamp()
    {
        var (now, next) = (clock.GetUtcNow(), _last + TimeSpan.FromMilliseconds(1));
        return _last = now > next ? now : next;
    }
}
