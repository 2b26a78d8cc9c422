using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.Turns;

// Stored activities were admitted. This stops invokes, and turns that new settings do not admit.
internal sealed class AdmissionMiddleware(IEnumerable<IChannel> channels) : IMiddleware
{
    public async Task OnTurnAsync(
        ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        var channel = ActiveTurn.Find(turnContext)?.Channel ?? channels.First(each => each.Owns(activity));
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
