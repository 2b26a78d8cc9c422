using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.Turns;

/// <summary>How conversations are named in the database.</summary>
internal static class StoredConversation
{
    /// <summary>
    /// The channel's own id, in the web chat; elsewhere <c>msteams/19:…</c>, since two channels may give the same id.
    /// </summary>
    public static string IdOf(Activity activity) => activity.ChannelId == DirectLineActivities.ChannelId
        ? activity.Conversation.Id
        : $"{activity.ChannelId}/{activity.Conversation.Id}";
}
