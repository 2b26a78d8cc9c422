using Microsoft.Bot.Schema;

namespace SupportBot.Channels.WebChat;

// A hero card without text. The widget shows a list of links; every other Direct Line client shows the card.
internal static class LinkCard
{
    public static Attachment Create(LinkButtons links) => new HeroCard(
        links.Title,
        buttons: [.. links.Links.Select(link => new CardAction(ActionTypes.OpenUrl, link.Label, value: link.Url))])
        .ToAttachment();
}
