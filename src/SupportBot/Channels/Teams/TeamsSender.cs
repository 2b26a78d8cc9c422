using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Connector;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.Channels.Teams;

internal sealed class TeamsSender(ConnectorCalls connector, SendBudget budget)
{
    // A message that cannot end its stream replaces the streamed text, or is sent on its own.
    public async Task<Sent> SendAsync(Activity message, CancellationToken cancellationToken)
    {
        var serviceUrl = TakeServiceUrl(message);
        var result = await PostAsync(serviceUrl, message, cancellationToken);
        if (StreamInfo.IdOf(message) is not { } streamId) return result;
        switch (StreamRefusals.Read(result))
        {
            case null:
                return WithId(result, streamId);
            case StreamRefusal.Over:
                StreamInfo.RemoveFrom(message);
                using (await budget.TakeAsync(message, cancellationToken))
                    return WithId(
                        await connector.UpdateActivityAsync(
                            serviceUrl, message.Conversation!.Id!, streamId, message, cancellationToken),
                        streamId);
            case StreamRefusal.NotAllowed when result is Sent.Failed { Status: 400 or 403 }:
                StreamInfo.RemoveFrom(message);
                return await PostAsync(serviceUrl, message, cancellationToken);
            default:
                return result;
        }
    }

    public async Task<Sent> SendTransientAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var send = budget.TryTake(activity);
        return send is null
            ? new Sent.Failed(429, "Budget", "The rate limit of the conversation is reached.")
            : await connector.SendOnceAsync(
                TakeServiceUrl(activity), activity.Conversation!.Id!, activity, cancellationToken);
    }

    private async Task<Sent> PostAsync(string serviceUrl, Activity message, CancellationToken cancellationToken)
    {
        using var send = await budget.TakeAsync(message, cancellationToken);
        return message.ReplyToId is { } replyTo && StreamInfo.IdOf(message) is null
            ? await connector.ReplyToActivityAsync(
                serviceUrl, message.Conversation!.Id!, replyTo, message, cancellationToken)
            : await connector.SendToConversationAsync(
                serviceUrl, message.Conversation!.Id!, message, cancellationToken);
    }

    // Teams assigns no id to the end of a stream.
    private static Sent WithId(Sent result, string id) =>
        result is Sent.Succeeded ? new Sent.Succeeded(new ResourceResponse(id)) : result;

    private static string TakeServiceUrl(Activity activity)
    {
        var serviceUrl = activity.ServiceUrl ?? "";
        (activity.Id, activity.Timestamp, activity.ServiceUrl) = (null, null, null);
        return serviceUrl;
    }
}
