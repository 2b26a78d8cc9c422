using Microsoft.Bot.Schema;

namespace SupportBot.Channels.WebChat;

// A hero card without text. The widget shows its buttons as links; every other Direct Line client shows the card.
internal static class LinkCard
{
    public static Attachment Create(IEnumerable<LinkButton> links) => new HeroCard(
        buttons: [.. links.Select(link => new CardAction(ActionTypes.OpenUrl, link.Label, value: link.Url))])
        .ToAttachment();
}
