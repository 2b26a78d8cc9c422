using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.Turns;

internal static class StoredConversation
{
    // Two channels may use the same id, so others than the web chat are named in it: msteams/19:….
    public static string IdOf(Activity activity) => activity.ChannelId == DirectLineActivities.ChannelId
        ? activity.Conversation.Id
        : $"{activity.ChannelId}/{activity.Conversation.Id}";
}
