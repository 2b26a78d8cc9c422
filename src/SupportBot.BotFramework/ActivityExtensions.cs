using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <summary>Addressing, as in the Bot Framework SDK.</summary>
public static class ActivityExtensions
{
    /// <summary>Where an incoming activity can be answered.</summary>
    public static ConversationReference GetConversationReference(this Activity activity) => new()
    {
        ActivityId = activity.Id,
        User = activity.From,
        Bot = activity.Recipient,
        Conversation = activity.Conversation,
        ChannelId = activity.ChannelId,
        ServiceUrl = activity.ServiceUrl,
        Locale = activity.Locale,
    };

    /// <summary>The message that a reaction is about: Teams names it by <c>replyToId</c>, the specification by <c>id</c>.</summary>
    public static string? GetReactedToId(this Activity activity) => activity.ReplyToId is { Length: > 0 } id ? id : activity.Id;

    /// <summary>Addresses an outgoing activity; what it has of its own stays.</summary>
    public static void ApplyConversationReference(this Activity activity, ConversationReference reference)
    {
        activity.ChannelId ??= reference.ChannelId;
        activity.ServiceUrl ??= reference.ServiceUrl;
        activity.Conversation ??= reference.Conversation;
        activity.From ??= reference.Bot;
        activity.Recipient ??= reference.User;
        activity.ReplyToId ??= reference.ActivityId;
        activity.Locale ??= reference.Locale;
    }
}
