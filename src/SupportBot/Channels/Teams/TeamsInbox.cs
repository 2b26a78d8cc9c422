using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Inbox;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Desks.Teams;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

// Activities of other tenants are acknowledged and not stored.
internal sealed class TeamsInbox(
    ConversationStore conversations,
    TurnWorker<TeamsChannel> worker,
    TurnLimit turnLimit,
    PendingRequests requests,
    TenantRule tenants,
    DeskThreadStore threads,
    IOptions<TeamsDeskOptions> desk,
    IOptions<TurnOptions> limits,
    TimeProvider clock) : IActivityInbox
{
    // Enough for a turn and the one before it.
    private TimeSpan ReplyTimeout => 2 * limits.Value.Timeout;

    public async Task AcceptAsync(Activity activity, CancellationToken cancellationToken)
    {
        var conversation = StoredConversation.IdOf(activity);
        if (await StoreAsync(activity, conversation, LogId(activity), cancellationToken)) worker.Wake(conversation);
    }

    public async Task<IReadOnlyList<Activity>?> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        var (conversation, logId) = (StoredConversation.IdOf(activity), LogId(activity));
        var request = requests.Expect(conversation, logId, out var isFirst);
        if (!isFirst) return await WaitForRepliesAsync(request, cancellationToken);
        using (request)
        {
            if (!await StoreAsync(activity, conversation, logId, cancellationToken)) return [];
            worker.Wake(conversation);
            return await WaitForRepliesAsync(request, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Activity>?> WaitForRepliesAsync(
        PendingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.Replies.WaitAsync(ReplyTimeout, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null; // The turn continues, and its replies are sent to the channel.
        }
    }

    private async Task<bool> StoreAsync(
        Activity activity, string conversationId, string logId, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step(conversationId);
        if (!tenants.Admits(activity)
            || (IsBetweenPeople(activity) && !await IsAtDeskAsync(activity, cancellationToken))) return false;
        var from = activity.From;
        var conversation = new Conversation(conversationId, from?.Id, from?.Name, activity.Locale, LastNumber: 0);
        var arrival = new Arrival(
            conversationId, from?.Id ?? "", logId, activity.Type!,
            _ => new LogEntry(logId, ActivityJson.Write(activity)), () => turnLimit.Defer(worker.Waiting));
        Failpoint.Reach(Failpoint.ActivityArrived);
        var accepted = await conversations.ReceiveAsync(
            conversation, StoredChannel(activity), arrival, cancellationToken);
        Failpoint.Reach(Failpoint.ActivityKept);
        return accepted.Entry is not null;
    }

    // Azure's own Web Chat must not be taken for ours.
    private static string StoredChannel(Activity activity) =>
        activity.ChannelId == WebChatChannel.Id ? $"azure-{WebChatChannel.Id}" : activity.ChannelId ?? "";

    // If a team consents, Teams sends all messages of its channels; those not addressed to the bot are not stored.
    private static bool IsBetweenPeople(Activity activity) =>
        activity.Type is ActivityTypes.Message or ActivityTypes.MessageUpdate && !Addressing.IsForBot(activity);

    // In the thread of a case, people talk to the customer.
    private async Task<bool> IsAtDeskAsync(Activity activity, CancellationToken cancellationToken) =>
        !Addressing.IsFromBot(activity) && desk.Value.HasThread(activity.Conversation!.Id)
        && await threads.FindThreadAsync(activity.Conversation.Id, cancellationToken) is not null;

    // Edits and deletions have the id of their message, so the timestamp tells them apart; a duplicate has the same
    // one. An activity without an id has no duplicates and gets a new id, so call this once per activity.
    private static string LogId(Activity activity) => activity switch
    {
        { Id: null } => activity.Id = $"{activity.Type}:{Guid.NewGuid():N}",
        { Type: ActivityTypes.Message } => activity.Id,
        { Type: ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete } =>
            $"{activity.Type}:{activity.Id}@{activity.Timestamp?.ToUnixTimeMilliseconds()}",
        _ => $"{activity.Type}:{activity.Id}",
    };
}
