using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// The members of an activity that the server sets, and never the client (Direct Line 3.0; Activity specification,
/// A2010 and following).
/// </summary>
public static class DirectLineActivities
{
    /// <summary>Channel id of all activities of Direct Line.</summary>
    public const string ChannelId = "directline";

    /// <summary>
    /// Service address of all activities of Direct Line. It is not an HTTP address, so it cannot be called.
    /// </summary>
    public const string ServiceUrl = "urn:botframework:directline";

    /// <summary>Creates a conversation id: 128 random bits in hexadecimal.</summary>
    public static string NewConversationId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>
    /// Gets the id of a logged activity: the conversation id, a bar, and the number with at least seven digits.
    /// </summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="number">Number of the activity in the log, from 1.</param>
    public static string Id(string conversationId, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{number:D7}");

    /// <summary>
    /// Gets the id of the n-th activity that replies to another. It depends on these two alone, so a turn that is run
    /// again after a crash reuses its ids, and a client replaces or drops what it received from the first run.
    /// </summary>
    /// <param name="inboundId">Id of the activity that is replied to.</param>
    /// <param name="n">Number of the reply, from 1.</param>
    public static string ReplyId(string inboundId, int n) =>
        string.Create(CultureInfo.InvariantCulture, $"{inboundId}-{n}");

    /// <summary>Overwrites the members that a client must not set.</summary>
    /// <param name="activity">An activity that a client sent.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="bot">Account of the bot.</param>
    /// <param name="now">Time of arrival.</param>
    public static void SetServerMembers(
        Activity activity, string conversationId, ChannelAccount bot, DateTimeOffset now)
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

    /// <summary>Creates the activity that tells the bot about new members. Clients never receive it.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="bot">Account of the bot.</param>
    /// <param name="members">The new members, which may include the bot.</param>
    /// <param name="locale">Language tag of the client; null if it is unknown.</param>
    /// <param name="now">Time of arrival.</param>
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

    /// <summary>Sets the members of an activity that the bot sends.</summary>
    /// <param name="activity">The activity of the bot.</param>
    /// <param name="inbound">The activity that it replies to.</param>
    /// <param name="id">Its id, from <see cref="ReplyId"/>.</param>
    /// <param name="now">Time of the activity.</param>
    public static void Complete(Activity activity, Activity inbound, string id, DateTimeOffset now)
    {
        activity.Id = id;
        activity.Timestamp = now;
        // The inbound activity may have had no recipient.
        activity.From ??= new ChannelAccount();
        activity.From.Role = RoleTypes.Bot;
        // A client waits up to five seconds for the activity in replyToId, and never receives these.
        if (inbound.Type is ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate)
            activity.ReplyToId = null;
    }

    /// <summary>Gets the id that the client gave an activity, by which duplicates are detected.</summary>
    /// <returns>The id; null if the client gave none.</returns>
    public static string? ClientActivityId(Activity activity) =>
        activity.ChannelData.Text("clientActivityID") is { Length: > 0 } id ? id : null;

    /// <summary>
    /// Whether an activity is transient: it is sent to open sockets and never logged. These are typing activities, and
    /// with them the chunks of a streamed reply.
    /// </summary>
    public static bool IsTransient(Activity activity) => activity.Type == ActivityTypes.Typing;
}
