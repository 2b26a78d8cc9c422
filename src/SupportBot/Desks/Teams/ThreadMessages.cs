using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Connector;
using SupportBot.Channels.Teams;

namespace SupportBot.Desks.Teams;

// What the desk asks of Teams, within the limits of the channel, which all its threads share.
internal sealed class ThreadMessages(
    ConnectorCalls connector, SendBudget budget, IOptions<TeamsDeskOptions> desk, BotFrameworkOptions bot,
    TimeProvider clock)
{
    private static readonly TimeSpan ProbePause = TimeSpan.FromHours(1);

    private DateTimeOffset _targetedAgain;

    private string ServiceUrl => desk.Value.ServiceUrl;

    // Waits until one more request keeps the limits. Dispose the result when it has been answered.
    public Task<IDisposable> WaitForRoomAsync(CancellationToken cancellationToken) =>
        budget.TakeAsync(In(desk.Value.ChannelId), cancellationToken);

    public async Task<ConnectorResult<ConversationResourceResponse>> CreateThreadAsync(Attachment card)
    {
        var root = new Activity { Type = ActivityTypes.Message, Attachments = [card] };
        return await connector.CreateConversationAsync(ServiceUrl, new ConversationParameters
        {
            IsGroup = true,
            TenantId = TenantId,
            ChannelData = new JObject { ["channel"] = new JObject { ["id"] = desk.Value.ChannelId } },
            Activity = root,
        }, CancellationToken.None);
    }

    public Task<ConnectorResult<ResourceResponse>> SendAsync(string threadId, Activity message) =>
        connector.SendToConversationAsync(ServiceUrl, threadId, message, CancellationToken.None);

    // Waits until an update of a card takes no room from messages.
    public Task<IDisposable> WaitForSpareAsync(CancellationToken cancellationToken) =>
        budget.TakeSpareAsync(In(desk.Value.ChannelId), cancellationToken);

    public Task<ConnectorResult<ResourceResponse>> UpdateAsync(
        string threadId, string activityId, Attachment card, CancellationToken cancellationToken) =>
        connector.UpdateActivityAsync(
            ServiceUrl, threadId, activityId,
            new Activity { Type = ActivityTypes.Message, Id = activityId, Attachments = [card] }, cancellationToken);

    // To one member of the team alone: in the thread where Teams takes that, otherwise in their chat with the bot.
    // Returns whether it was sent.
    public async Task<bool> SendPrivatelyAsync(
        string threadId, string memberId, Activity message, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() >= _targetedAgain)
        {
            var sent = await SendTargetedAsync(threadId, memberId, message, cancellationToken);
            if (sent is not ConnectorResult<ResourceResponse>.Failed { Status: 400 or 403 or 404 or 501 })
                return sent is ConnectorResult<ResourceResponse>.Succeeded;
            _targetedAgain = clock.GetUtcNow() + ProbePause;
        }
        message.Recipient = null;
        return await SendInChatAsync(memberId, message, cancellationToken);
    }

    private async Task<ConnectorResult<ResourceResponse>> SendTargetedAsync(
        string threadId, string memberId, Activity message, CancellationToken cancellationToken)
    {
        using var send = await budget.TakeAsync(In(threadId), cancellationToken);
        message.Recipient = new ChannelAccount(memberId);
        return await connector.SendTargetedAsync(ServiceUrl, threadId, message, cancellationToken);
    }

    // Creating a chat again returns the one that exists.
    private async Task<bool> SendInChatAsync(string memberId, Activity message, CancellationToken cancellationToken)
    {
        var created = await connector.CreateConversationAsync(
            ServiceUrl,
            new ConversationParameters { Members = [new ChannelAccount(memberId)], TenantId = TenantId },
            cancellationToken);
        if (created is not ConnectorResult<ConversationResourceResponse>.Succeeded { Value.Id: { } chat })
            return false;
        using var send = await budget.TakeAsync(In(chat), cancellationToken);
        return await connector.SendToConversationAsync(ServiceUrl, chat, message, cancellationToken)
            is ConnectorResult<ResourceResponse>.Succeeded;
    }

    // In development there is no registration, and so no tenant.
    private string TenantId => bot.MicrosoftAppTenantId.Length > 0 ? bot.MicrosoftAppTenantId : "development";

    private static Activity In(string conversationId) => new()
    {
        ChannelId = Microsoft.Bot.Connector.Channels.Msteams,
        Conversation = new ConversationAccount(id: conversationId),
    };
}
