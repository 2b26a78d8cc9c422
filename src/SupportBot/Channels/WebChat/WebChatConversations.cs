using System.Net;
using SupportBot.BotFramework.DirectLine;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Conversations;

namespace SupportBot.Channels.WebChat;

/// <summary>The web chat's conversations in the database.</summary>
internal sealed class WebChatConversations(
    ConversationStore conversations, WebChatInbox inbox, AddressMessages addresses, DirectLineOptions options, TimeProvider clock) : IDirectLineConversations
{
    private const int PageSize = 100;

    public Task<bool> StartAsync(ConversationStart start, CancellationToken cancellationToken)
    {
        var conversation = new Conversation(start.Id, start.User?.Id, start.User?.Name, start.Locale, LastNumber: 0);
        var members = start.User is null ? [options.Bot] : new[] { options.Bot, start.User };
        return inbox.StartAsync(conversation, WebChatChannel.Id, Joined(conversation, members), cancellationToken);
    }

    public async Task<long?> FindAsync(string conversationId, CancellationToken cancellationToken) =>
        (await conversations.FindAsync(conversationId, cancellationToken))?.LastNumber;

    public async Task<string?> AcceptAsync(Activity activity, IPAddress? address, CancellationToken cancellationToken)
    {
        if (await WithUserAsync(activity, cancellationToken) is not { UserId: { } user } conversation) return null;
        activity.From!.Id = user;
        activity.Locale ??= conversation.Locale;
        var clientId = DirectLineActivities.ClientActivityId(activity);
        var arrival = new Arrival(conversation.Id, user, clientId, activity.Type!, number => Entry(activity, number), () => addresses.Defer(address));
        return await inbox.AcceptAsync(arrival, cancellationToken);
    }

    public async Task<LogPage?> ReadAsync(string conversationId, long after, CancellationToken cancellationToken) =>
        await conversations.ReadAsync(conversationId, after, PageSize, options.PageBytes, cancellationToken) is { } slice
            ? new LogPage(slice.After, slice.Through, [.. slice.Visible.Select(entry => new LoggedActivity(entry.Number, entry.Json))], slice.More)
            : null;

    public async Task<StoredAmount> StoredSinceAsync(string conversationId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (activities, bytes) = await conversations.StoredSinceAsync(conversationId, since, cancellationToken);
        return new StoredAmount(activities, bytes);
    }

    /// <summary>The conversation with its user: where it has none yet, whoever speaks first.</summary>
    private async Task<Conversation?> WithUserAsync(Activity activity, CancellationToken cancellationToken)
    {
        var id = activity.Conversation!.Id!;
        var conversation = await conversations.FindAsync(id, cancellationToken);
        if (conversation is not { UserId: null }) return conversation;
        var joining = conversation with { UserId = activity.From!.Id ?? id, UserName = activity.From.Name, Locale = activity.Locale ?? conversation.Locale };
        var user = new ChannelAccount { Id = joining.UserId, Name = joining.UserName, Role = RoleTypes.User };
        await inbox.JoinAsync(joining, Joined(joining, [user]), cancellationToken);
        return await conversations.FindAsync(id, cancellationToken);
    }

    private Arrival Joined(Conversation conversation, ChannelAccount[] members)
    {
        var news = DirectLineActivities.MembersAdded(conversation.Id, options.Bot, members, conversation.Locale, clock.GetUtcNow());
        return new Arrival(conversation.Id, conversation.UserId ?? options.Bot.Id!, ClientId: null, news.Type!, number => Entry(news, number, visible: false));
    }

    private static LogEntry Entry(Activity activity, long number, bool visible = true)
    {
        activity.Id = DirectLineActivities.Id(activity.Conversation!.Id!, number);
        return new LogEntry(activity.Id, ActivityJson.Write(activity), visible);
    }
}
