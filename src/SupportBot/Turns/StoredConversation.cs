using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.Turns;

internal static class StoredConversation
{
    // Two channels may use the same id, so all but the web chat are named in it: msteams/19:…. Azure has channels that
    // are called directline and webchat too; only our own activities have the service URL of our own server.
    public static string IdOf(Activity activity) =>
        IsWebChat(activity) ? activity.Conversation.Id : $"{activity.ChannelId}/{activity.Conversation.Id}";

    public static bool IsWebChat(Activity activity) => activity.ServiceUrl == DirectLineActivities.ServiceUrl;
}
