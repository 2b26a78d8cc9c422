using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

/// <summary>Says hello, once in each conversation: channels announce an arrival in more than one way, and again and again.</summary>
internal sealed class Welcome(TurnStore turns, Brand brand)
{
    public async Task GreetAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (await turns.HasSpokenAsync(turnContext.TurnState.Get<Turn>()!.ConversationId, cancellationToken)) return;
        var (activity, reply) = (turnContext.Activity, turnContext.TurnState.Get<IReply>()!);
        var texts = brand.In(activity.Locale).Chat;
        // People mention the bot by the name that it has in the channel.
        await (Addressing.IsGroup(activity)
            ? reply.FinishAsync(texts.WelcomeGroup.Replace("{name}", activity.Recipient?.Name ?? brand.Look.Name, StringComparison.Ordinal), cancellationToken)
            : reply.OfferAsync(brand.Named(texts.Welcome), texts.Examples, cancellationToken));
    }
}
