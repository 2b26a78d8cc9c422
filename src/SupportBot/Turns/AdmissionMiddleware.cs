using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.Turns;

/// <summary>
/// Lets only activities through that their channel admits, such as those of our own tenant in Teams. Stored turns were
/// admitted before they were stored; invokes, and turns of a time with other settings, are refused here.
/// </summary>
internal sealed class AdmissionMiddleware(IEnumerable<IChannel> channels) : IMiddleware
{
    public async Task OnTurnAsync(
        ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        var channel = ActiveTurn.Find(turnContext)?.Channel ?? channels.First(each => each.Serves(activity.ChannelId));
        if (channel.Admits(activity)) await next(cancellationToken);
        else if (activity.Type == ActivityTypes.Invoke)
            await turnContext.SendActivityAsync(Forbidden, cancellationToken);
    }

    private static Activity Forbidden => new()
    {
        Type = ActivityTypesEx.InvokeResponse,
        Value = new InvokeResponse { Status = StatusCodes.Status403Forbidden },
    };
}
