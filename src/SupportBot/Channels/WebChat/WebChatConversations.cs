using System.Net;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.DirectLine.Files;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

internal sealed class WebChatConversations(
    ConversationStore conversations, AttachmentStore attachments, VisitorIdentityStore identities,
    ConversationStreams streams, TurnWorker<WebChatChannel> worker, AddressLimits addresses,
    AgentDesks desks, DirectLineOptions options, TimeProvider clock) : IDirectLineConversations
{
    private const int PageSize = 100;

    public async Task<bool> StartAsync(ConversationStart start, CancellationToken cancellationToken)
    {
        var conversation = new Conversation(start.Id, start.User?.Id, start.User?.Name, start.Locale, LastNumber: 0);
        var members = start.User is null ? [options.Bot] : new[] { options.Bot, start.User };
        var joined = Joined(conversation, members);
        var isNew = await conversations.StartAsync(conversation, WebChatChannel.Id, joined, cancellationToken);
        Failpoint.Reach(Failpoint.ConversationStarted);
        if (isNew) worker.Wake(conversation.Id);
        return isNew;
    }

    public async Task<long?> FindAsync(string conversationId, CancellationToken cancellationToken) =>
        (await conversations.FindAsync(conversationId, cancellationToken))?.LastNumber;

    public async Task<bool> IsRevokedAsync(string conversationId, CancellationToken cancellationToken) =>
        await identities.FindAsync(conversationId, cancellationToken) is { RevokedAt: not null };

    public async Task<string?> AcceptAsync(
        Activity activity, IReadOnlyList<UploadedFile> files, IPAddress? address, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step(activity.Conversation.Id);
        if (await WithUserAsync(activity, cancellationToken) is not { UserId: { } user } conversation) return null;
        activity.From.Id = user;
        activity.Locale ??= conversation.Locale;
        var clientId = DirectLineActivities.ClientActivityId(activity);
        var arrival = new Arrival(
            conversation.Id, user, clientId, activity.Type, number => Entry(activity, number),
            () => addresses.DeferMessage(address),
            [.. files.Select(file => new NewAttachment(file.Id, file.Name, file.ContentType, file.Content))]);
        Failpoint.Reach(Failpoint.MessageArrived);
        var accepted = await conversations.AcceptAsync(arrival, cancellationToken);
        Failpoint.Reach(Failpoint.MessageKept);
        if (accepted is { Entry: { } entry, Number: var number })
        {
            var echo = new LoggedActivity(number, entry.Json);
            streams.Publish(conversation.Id, new LogPage(number - 1, number, [echo]));
            worker.Wake(conversation.Id);
        }
        return accepted?.ActivityId;
    }

    public void ShowTyping(string conversationId) => desks.AnnounceTyping(conversationId, agent: null);

    public async Task<StoredFile?> FindFileAsync(
        string conversationId, string fileId, CancellationToken cancellationToken) =>
        await attachments.FindAsync(conversationId, fileId, cancellationToken) is { } file
            ? new StoredFile(file.Name, file.ContentType, file.Size)
            : null;

    public async Task<ReadOnlyMemory<byte>> ReadFileAsync(
        string conversationId, string fileId, long offset, int maxBytes, CancellationToken cancellationToken) =>
        await attachments.ReadAsync(conversationId, fileId, offset, maxBytes, cancellationToken);

    public async Task<LogPage?> ReadAsync(string conversationId, long after, CancellationToken cancellationToken)
    {
        var slice = await conversations.ReadAsync(
            conversationId, after, PageSize, options.PageBytes, cancellationToken);
        if (slice is null) return null;
        var visible = slice.Visible.Select(entry => new LoggedActivity(entry.Number, entry.Json));
        return new LogPage(slice.After, slice.Through, [.. visible], slice.More);
    }

    public async Task<StoredAmount> StoredSinceAsync(
        string conversationId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (activities, bytes) = await conversations.StoredSinceAsync(conversationId, since, cancellationToken);
        return new StoredAmount(activities, bytes);
    }

    private async Task<Conversation?> WithUserAsync(Activity activity, CancellationToken cancellationToken)
    {
        var id = activity.Conversation.Id;
        var conversation = await conversations.FindAsync(id, cancellationToken);
        if (conversation is not { UserId: null }) return conversation;
        var joining = conversation with
        {
            UserId = activity.From.Id ?? id,
            UserName = activity.From.Name,
            Locale = activity.Locale ?? conversation.Locale,
        };
        var user = new ChannelAccount(joining.UserId, joining.UserName, RoleTypes.User);
        if (await conversations.JoinAsync(joining, Joined(joining, [user]), cancellationToken)) worker.Wake(id);
        return await conversations.FindAsync(id, cancellationToken);
    }

    private Arrival Joined(Conversation conversation, ChannelAccount[] members)
    {
        var joined = DirectLineActivities.MembersAdded(
            conversation.Id, options.Bot, members, conversation.Locale, clock.GetUtcNow());
        return new Arrival(
            conversation.Id, conversation.UserId ?? options.Bot.Id, ClientId: null, joined.Type,
            number => Entry(joined, number, visible: false));
    }

    private static LogEntry Entry(Activity activity, long number, bool visible = true)
    {
        activity.Id = DirectLineActivities.Id(activity.Conversation.Id, number);
        return new LogEntry(activity.Id, ActivityJson.Write(activity), visible);
    }
}
