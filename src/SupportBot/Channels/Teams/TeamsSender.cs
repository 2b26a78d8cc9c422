using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Connector;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.Channels.Teams;

/// <summary>Brings one activity to its conversation, within what the channel's limits leave room for.</summary>
internal sealed class TeamsSender(ConnectorCalls connector, SendBudget budget)
{
    /// <summary>
    /// Sends a message. Where Teams does not let it end its stream, it replaces what was shown, or comes as an ordinary
    /// one.
    /// </summary>
    public async Task<Sent> SendAsync(Activity message, CancellationToken cancellationToken)
    {
        var serviceUrl = TakeServiceUrl(message);
        var result = await PostAsync(serviceUrl, message, cancellationToken);
        if (StreamInfo.IdOf(message) is not { } streamId) return result;
        switch (StreamRefusals.Read(result))
        {
            case null:
                return Known(result, streamId);
            case StreamRefusal.Over:
                StreamInfo.Unmark(message);
                await budget.TakeAsync(message, cancellationToken);
                return Known(
                    await connector.UpdateActivityAsync(
                        serviceUrl, message.Conversation!.Id!, streamId, message, cancellationToken),
                    streamId);
            case StreamRefusal.NotAllowed when result is Sent.Failed { Status: 400 or 403 }:
                StreamInfo.Unmark(message);
                return await PostAsync(serviceUrl, message, cancellationToken);
            default:
                return result;
        }
    }

    /// <summary>Says what is never kept, where there is room for it.</summary>
    public async Task<Sent> SayLiveAsync(Activity activity, CancellationToken cancellationToken) =>
        budget.TryTake(activity)
            ? await connector.SendOnceAsync(
                TakeServiceUrl(activity), activity.Conversation!.Id!, activity, cancellationToken)
        : new Sent.Failed(429, "Budget", "The conversation has no room now.");

    private async Task<Sent> PostAsync(string serviceUrl, Activity message, CancellationToken cancellationToken)
    {
        await budget.TakeAsync(message, cancellationToken);
        return message.ReplyToId is { } replyTo && StreamInfo.IdOf(message) is null
            ? await connector.ReplyToActivityAsync(
                serviceUrl, message.Conversation!.Id!, replyTo, message, cancellationToken)
            : await connector.SendToConversationAsync(
                serviceUrl, message.Conversation!.Id!, message, cancellationToken);
    }

    /// <summary>Teams gives the end of a stream no id of its own.</summary>
    private static Sent Known(Sent result, string id) =>
        result is Sent.Succeeded ? new Sent.Succeeded(new ResourceResponse(id)) : result;

    /// <summary>Where the activity goes; what the channel itself gives an activity is taken off it.</summary>
    private static string TakeServiceUrl(Activity activity)
    {
        var serviceUrl = activity.ServiceUrl ?? "";
        (activity.Id, activity.Timestamp, activity.ServiceUrl) = (null, null, null);
        return serviceUrl;
    }
}
