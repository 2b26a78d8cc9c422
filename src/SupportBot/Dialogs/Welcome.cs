using Microsoft.Bot.Builder;
using SupportBot.BotFramework.Activities;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

// Greets once per conversation: channels announce an arrival in several ways, and repeatedly.
internal sealed class Welcome(TurnStore turns, Brand brand)
{
    public async Task GreetAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var (activity, turn) = (turnContext.Activity, ActiveTurn.Of(turnContext));
        if (await turns.HasSpokenAsync(turn.Turn.ConversationId, cancellationToken)) return;
        var texts = brand.In(activity.Locale).Chat;
        var name = activity.Recipient?.Name ?? brand.Look.Name;
        await (Addressing.IsGroup(activity)
            ? turn.Reply.FinishAsync(
                texts.WelcomeGroup.Replace("{name}", name, StringComparison.Ordinal), cancellationToken)
            : turn.Reply.OfferAsync(brand.Named(texts.Welcome), texts.Examples, cancellationToken));
    }
}
