using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;

namespace SupportBot.Channels.Teams;

/// <summary>Stands before the bot, also for invokes, which no inbox has seen: only what the <see cref="TenantRule"/> admits gets through.</summary>
internal sealed class TenantGate(ActivityHandler bot, TenantRule rule) : ActivityHandler
{
    public override Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        if (rule.Admits(turnContext.Activity)) return bot.OnTurnAsync(turnContext, cancellationToken);
        if (turnContext.Activity.Type == ActivityTypes.Invoke) turnContext.TurnState.Set(new InvokeResponse(StatusCodes.Status403Forbidden));
        return Task.CompletedTask;
    }
}
