using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.BotFramework;

// The SDK's handlers throw for channelData and values of another shape than Teams documents. Such members are ignored
// (Activity specification, A2005).
internal sealed class ActivityGuard : IMiddleware
{
    public async Task OnTurnAsync(
        ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        if (activity.ChannelId == Channels.Msteams)
        {
            if (!activity.TryGetChannelData<TeamsChannelData>(out _))
                activity.ChannelData = Sanitize(activity.ChannelData);
            if (IsTeamsEvent(activity) && activity.Value is not JObject) return;
        }
        if (activity.Type == ActivityTypes.Invoke && activity.Value is not (null or JObject))
            await RespondBadRequestAsync(turnContext, cancellationToken).ConfigureAwait(false);
        else await next(cancellationToken).ConfigureAwait(false);
    }

    // Keeps the documented members that have their documented shape.
    private static JObject? Sanitize(object? channelData)
    {
        if (channelData is not JObject) return null;
        var sanitized = new JObject();
        if (channelData.Text("eventType") is { } eventType) sanitized["eventType"] = eventType;
        foreach (var name in new[] { "tenant", "team", "channel" })
            if (channelData.Member(name) is JObject member)
                sanitized[name] = new JObject(member.Properties().Where(each => each.Value.Type == JTokenType.String));
        return sanitized;
    }

    private static bool IsTeamsEvent(Activity activity) =>
        activity.Type == ActivityTypes.Event
        && activity.Name?.StartsWith("application/vnd.microsoft.", StringComparison.Ordinal) == true;

    private static Task<ResourceResponse> RespondBadRequestAsync(
        ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var response = new InvokeResponse { Status = StatusCodes.Status400BadRequest };
        return turnContext.SendActivityAsync(
            new Activity { Type = ActivityTypesEx.InvokeResponse, Value = response }, cancellationToken);
    }
}
