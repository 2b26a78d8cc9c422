using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;

namespace SupportBot.Dialogs;

/// <summary>Whether people talk to the bot or to each other.</summary>
internal static class Addressing
{
    /// <summary>How Teams ids of bots begin.</summary>
    private const string BotPrefix = "28:";

    /// <summary>Whether several people share the conversation: a channel, a group chat.</summary>
    public static bool IsGroup(Activity activity) =>
        activity.Conversation is { IsGroup: true } or { ConversationType: "channel" or "groupChat" };

    /// <summary>Where several people talk, the bot is meant when it is mentioned, or one of its buttons is clicked. Other bots never mean it.</summary>
    public static bool IsForBot(Activity activity) =>
        !IsFromBot(activity) && (!IsGroup(activity) || activity.MentionsRecipient() || activity.Value is not null);

    private static bool IsFromBot(Activity activity) =>
        activity.From?.Role == RoleTypes.Bot || (activity.ChannelId == ChannelIds.Msteams && activity.From?.Id?.StartsWith(BotPrefix, StringComparison.Ordinal) == true);
}
