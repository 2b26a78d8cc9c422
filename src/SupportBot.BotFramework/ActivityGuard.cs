using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.BotFramework;

/// <summary>
/// Keeps from a bot what the SDK's handlers throw for: <c>channelData</c> and values of another shape than Teams
/// documents. Specification A2005: such members are ignored.
/// </summary>
internal sealed class ActivityGuard : IMiddleware
{
    public async Task OnTurnAsync(
        ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        if (activity.ChannelId == Channels.Msteams)
        {
            if (!activity.TryGetChannelData<TeamsChannelData>(out _))
                activity.ChannelData = Readable(activity.ChannelData);
            if (IsTeamsEvent(activity) && activity.Value is not JObject) return;
        }
        if (activity.Type == ActivityTypes.Invoke && activity.Value is not (null or JObject))
            await RefuseAsync(turnContext, cancellationToken).ConfigureAwait(false);
        else await next(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The documented members that have their documented shape.</summary>
    private static JObject? Readable(object? channelData)
    {
        if (channelData is not JObject) return null;
        var readable = new JObject();
        if (channelData.Text("eventType") is { } eventType) readable["eventType"] = eventType;
        foreach (var name in new[] { "tenant", "team", "channel" })
            if (channelData.Member(name) is JObject member)
                readable[name] = new JObject(member.Properties().Where(each => each.Value.Type == JTokenType.String));
        return readable;
    }

    private static bool IsTeamsEvent(Activity activity) =>
        activity.Type == ActivityTypes.Event
        && activity.Name?.StartsWith("application/vnd.microsoft.", StringComparison.Ordinal) == true;

    private static Task<ResourceResponse> RefuseAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var response = new InvokeResponse { Status = StatusCodes.Status400BadRequest };
        return turnContext.SendActivityAsync(
            new Activity { Type = ActivityTypesEx.InvokeResponse, Value = response }, cancellationToken);
    }
}
