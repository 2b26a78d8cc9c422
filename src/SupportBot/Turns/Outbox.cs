using SupportBot.BotFramework;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Schema;
using SupportBot.Core.Conversations;

namespace SupportBot.Turns;

/// <summary>
/// What the bot says in one turn. Typing and the chunks of a stream go out at once; messages are held until the turn
/// ends and are kept together with its end, so that a turn that is run again says nothing twice.
/// </summary>
internal sealed class Outbox(Turn turn, TurnStore turns, ConversationStreams streams, TimeProvider clock) : BotAdapter
{
    private readonly List<Activity> _held = [];
    private int _sent;
    private DateTimeOffset _last;

    public override Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var activity in activities)
        {
            DirectLineActivities.Complete(activity, turnContext.Activity, ++_sent, Later());
            if (DirectLineActivities.IsLive(activity)) streams.PublishLive(turn.ConversationId, activity);
            else _held.Add(activity);
        }
        return Task.FromResult<IReadOnlyList<ResourceResponse>>([.. activities.Select(activity => new ResourceResponse(activity.Id))]);
    }

    /// <summary>Web Chat orders by time to the millisecond, so each activity is later than the one before.</summary>
    private DateTimeOffset Later()
    {
        var (now, next) = (clock.GetUtcNow(), _last + TimeSpan.FromMilliseconds(1));
        return _last = now > next ? now : next;
    }

    /// <summary>The id that the next activity will have.</summary>
    public string NextId(Activity inbound) => DirectLineActivities.ReplyId(inbound.Id!, _sent + 1);

    /// <summary>Drops what is held.</summary>
    public void TakeBack() => _held.Clear();

    /// <summary>Ends the turn: keeps what is held, then shows it.</summary>
    public async Task EndAsync(TurnEnd end, Reply? reply)
    {
        var said = _held.ConvertAll(activity => new LogEntry(activity.Id!, ActivityJson.Write(activity)));
        if (await turns.EndAsync(turn, end, said, reply) is { } first && said.Count > 0)
            streams.Publish(turn.ConversationId, new LogPage(first - 1, first - 1 + said.Count, [.. said.Select(entry => entry.Json)]));
    }
}
