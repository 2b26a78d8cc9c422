using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Activities;

/// <summary>Whether people talk to the bot or to each other.</summary>
public static class Addressing
{
    /// <summary>How Teams ids of bots begin.</summary>
    private const string BotPrefix = "28:";

    /// <summary>Whether several people share the conversation: a channel, a group chat.</summary>
    public static bool IsGroup(Activity activity) =>
        activity.Conversation is { IsGroup: true } or { ConversationType: "channel" or "groupChat" };

    /// <summary>
    /// Whether the bot is meant. Where several people talk, it is when it is mentioned, or one of its buttons is
    /// clicked.
    /// Other bots never mean it.
    /// </summary>
    public static bool IsForBot(Activity activity) =>
        !IsFromBot(activity)
        && (!IsGroup(activity) || activity.IsRecipientMentioned() || activity.Value is not null);

    private static bool IsFromBot(Activity activity) =>
        activity.From?.Role == RoleTypes.Bot
        || (activity.ChannelId == Channels.Msteams
            && activity.From?.Id?.StartsWith(BotPrefix, StringComparison.Ordinal) == true);
}
