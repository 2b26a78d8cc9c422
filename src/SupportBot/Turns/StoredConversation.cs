using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.Turns;

internal static class StoredConversation
{
    // Outside of the web chat the channel is part of the id, such as msteams/19:…, since two channels may use the same
    // id.
    public static string IdOf(Activity activity) => activity.ChannelId == DirectLineActivities.ChannelId
        ? activity.Conversation.Id
        : $"{activity.ChannelId}/{activity.Conversation.Id}";
}
