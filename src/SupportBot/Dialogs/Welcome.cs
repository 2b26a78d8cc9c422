using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Brands;
using SupportBot.Core.Conversations;

namespace SupportBot.Dialogs;

/// <summary>Says hello, once in each conversation: channels announce an arrival in more than one way, and again and again.</summary>
internal sealed class Welcome(TurnStore turns, Brand brand)
{
    public async Task GreetAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (await turns.HasSpokenAsync(turnContext.TurnState.Get<Turn>()!.ConversationId, cancellationToken)) return;
        await turnContext.SendActivityAsync(Greeting(turnContext.Activity), cancellationToken);
    }

    private Activity Greeting(Activity activity)
    {
        var texts = brand.In(activity.Locale).Chat;
        // People mention the bot by the name that it has in the channel.
        return Addressing.IsGroup(activity)
            ? MessageFactory.Text(texts.WelcomeGroup.Replace("{name}", activity.Recipient?.Name ?? brand.Look.Name, StringComparison.Ordinal))
            : MessageFactory.SuggestedActions(texts.Examples, brand.Named(texts.Welcome));
    }
}
