using SupportBot.BotFramework.Schema;

namespace SupportBot.Channels.Teams;

/// <summary>How conversations of channels are named in the database.</summary>
internal static class StoredConversation
{
    /// <summary><c>msteams/19:…</c>: two channels may give the same id.</summary>
    public static string IdOf(Activity activity) => $"{activity.ChannelId}/{activity.Conversation!.Id}";
}
