using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Activities;

/// <summary>Determines whether people talk to the bot or to each other.</summary>
public static class Addressing
{
    // Prefix of the ids of bots in Teams.
    private const string BotPrefix = "28:";

    /// <summary>Whether several people share the conversation: a channel or a group chat.</summary>
    public static bool IsGroup(Activity activity) =>
        activity.Conversation is { IsGroup: true } or { ConversationType: "channel" or "groupChat" };

    /// <summary>
    /// Whether an activity is addressed to the bot. In a conversation of several people, it must mention the bot or
    /// come from one of its buttons. Activities of other bots are never addressed to it.
    /// </summary>
    public static bool IsForBot(Activity activity) =>
        !IsFromBot(activity)
        && (!IsGroup(activity) || activity.IsRecipientMentioned() || activity.Value is not null);

    /// <summary>Whether a bot sent an activity, this one or another.</summary>
    public static bool IsFromBot(Activity activity) =>
        activity.From?.Role == RoleTypes.Bot
        || (activity.ChannelId == Channels.Msteams
            && activity.From?.Id?.StartsWith(BotPrefix, StringComparison.Ordinal) == true);
}
