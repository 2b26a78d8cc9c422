using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Inbox;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Takes what channels send: kept for good, copies dropped, then handed to the worker. Whoever awaits it may
/// acknowledge.
/// What people of other tenants send is acknowledged and not kept.
/// </summary>
internal sealed class TeamsInbox(
    ConversationStore conversations,
    TurnWorker<TeamsChannel> worker,
    TurnCeiling ceiling,
    PendingRequests requests,
    TenantRule tenants,
    IOptions<TurnOptions> limits, TimeProvider clock) : IActivityInbox
{
    /// <summary>How long a caller waits for replies: a turn, and one before it.</summary>
    private TimeSpan ReplyTimeout => 2 * limits.Value.Timeout;

    public async Task AcceptAsync(Activity activity, CancellationToken cancellationToken)
    {
        var conversation = StoredConversation.IdOf(activity);
        if (await KeepAsync(activity, conversation, LogId(activity), cancellationToken)) worker.Wake(conversation);
    }

    public async Task<IReadOnlyList<Activity>?> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        var (conversation, logId) = (StoredConversation.IdOf(activity), LogId(activity));
        var request = requests.Expect(conversation, logId, out var isFirst);
        if (!isFirst) return await RepliesAsync(request, cancellationToken);
        using (request)
        {
            if (!await KeepAsync(activity, conversation, logId, cancellationToken)) return [];
            worker.Wake(conversation);
            return await RepliesAsync(request, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Activity>?> RepliesAsync(
        PendingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.Replies.WaitAsync(ReplyTimeout, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null; // The turn goes on: as nobody waits any more, its replies are sent to the channel.
        }
    }

    private async Task<bool> KeepAsync(
        Activity activity, string conversationId, string logId, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step(conversationId);
        if (!tenants.Admits(activity) || IsBetweenPeople(activity)) return false;
        var from = activity.From;
        var conversation = new Conversation(conversationId, from?.Id, from?.Name, activity.Locale, LastNumber: 0);
        var arrival = new Arrival(
            conversationId, from?.Id ?? "", logId, activity.Type!,
            _ => new LogEntry(logId, ActivityJson.Write(activity)), () => ceiling.Defer(worker.Waiting));
        Failpoint.Reach(Failpoint.ActivityArrived);
        var accepted = await conversations.ReceiveAsync(
            conversation, activity.ChannelId ?? "", arrival, cancellationToken);
        Failpoint.Reach(Failpoint.ActivityKept);
        return accepted.Entry is not null;
    }

    /// <summary>
    /// With a team's consent Teams sends all that is written in its channels; what is not for the bot is not the bot's
    /// to keep.
    /// </summary>
    private static bool IsBetweenPeople(Activity activity) =>
        activity.Type is ActivityTypes.Message or ActivityTypes.MessageUpdate && !Addressing.IsForBot(activity);

    /// <summary>
    /// An edit and a deletion carry the id of the message that they are about, so their time tells one from the other;
    /// a copy has the same. What comes without an id has no copies, and gets one: so the id is to be asked for once.
    /// </summary>
    private static string LogId(Activity activity) => activity switch
    {
        { Id: null } => activity.Id = $"{activity.Type}:{Guid.NewGuid():N}",
        { Type: ActivityTypes.Message } => activity.Id,
            { Type: ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete } =>
                $"{activity.Type}:{activity.Id}@{activity.Timestamp?.ToUnixTimeMilliseconds()}",
        _ => $"{activity.Type}:{activity.Id}",
    };
}
