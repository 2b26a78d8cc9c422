using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// What the server, and never the client, says of an activity (Direct Line 3.0; Activity specification A2010 and
/// following).
/// </summary>
public static class DirectLineActivities
{
    public const string ChannelId = "directline";

    /// <summary>No HTTP address, so that nothing can be lured into calling one.</summary>
    public const string ServiceUrl = "urn:botframework:directline";

    /// <summary>128 random bits in hexadecimal.</summary>
    public static string NewConversationId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The id of a logged activity: the conversation and its number, seven digits at least.</summary>
    public static string Id(string conversationId, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{number:D7}");

    /// <summary>
    /// The id of the n-th activity that answers another. It follows from the two alone, so a turn that is repeated
    /// after
    /// a crash gives the same ids, and a client that saw half of the first attempt drops or replaces it.
    /// </summary>
    public static string ReplyId(string inboundId, int n) =>
        string.Create(CultureInfo.InvariantCulture, $"{inboundId}-{n}");

    /// <summary>Overwrites what a client may not say.</summary>
    public static void Own(Activity activity, string conversationId, ChannelAccount bot, DateTimeOffset now)
    {
        activity.Id = null;
        activity.Timestamp = now;
        activity.ChannelId = ChannelId;
        activity.ServiceUrl = ServiceUrl;
        activity.Conversation = new ConversationAccount { Id = conversationId };
        activity.Recipient = bot;
        activity.CallerId = null;
        activity.DeliveryMode = null;
        activity.From ??= new ChannelAccount();
        activity.From.Role = RoleTypes.User;
        activity.From.AadObjectId = null;
    }

    /// <summary>The news for the bot that members have come. Clients never see it.</summary>
    public static Activity MembersAdded(
        string conversationId, ChannelAccount bot, IEnumerable<ChannelAccount> members, string? locale,
        DateTimeOffset now)
    {
        var added = members.ToList();
        return new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            Timestamp = now,
            ChannelId = ChannelId,
            ServiceUrl = ServiceUrl,
            Conversation = new ConversationAccount { Id = conversationId },
            From = added.Find(m => m.Id != bot.Id) ?? bot,
            Recipient = bot,
            Locale = locale,
            MembersAdded = added,
        };
    }

    /// <summary>Completes what the bot sends.</summary>
    /// <param name="activity">The bot's activity.</param>
    /// <param name="inbound">The activity that it answers.</param>
    /// <param name="id">Its id, made by <see cref="ReplyId"/>.</param>
    /// <param name="now">The time.</param>
    public static void Complete(Activity activity, Activity inbound, string id, DateTimeOffset now)
    {
        activity.Id = id;
        activity.Timestamp = now;
        // The sender of the inbound activity may not have said who its recipient is.
        activity.From ??= new ChannelAccount();
        activity.From.Role = RoleTypes.Bot;
        // A client waits five seconds for an activity that is answered before it has seen it; these it never sees.
        if (inbound.Type is ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate)
            activity.ReplyToId = null;
    }

    /// <summary>The client's own id of an activity, by which copies are known; null where it gave none.</summary>
    public static string? ClientActivityId(Activity activity) =>
        activity.ChannelData.Text("clientActivityID") is { Length: > 0 } id ? id : null;

    /// <summary>
    /// Whether an activity goes to open sockets only and never into the log: typing, and with it each chunk of a
    /// streamed reply.
    /// </summary>
    public static bool IsLive(Activity activity) => activity.Type == ActivityTypes.Typing;
}
