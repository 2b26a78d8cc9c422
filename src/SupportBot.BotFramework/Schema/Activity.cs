using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SupportBot.BotFramework.Schema;

/// <summary>
/// The one object of the Bot Framework protocol (Activity specification, section 2 and following). Members that this
/// class does not name are kept in <see cref="Properties"/> and written back; nulls and empty lists are not written.
/// </summary>
public sealed class Activity
{
    /// <summary>What the activity is, see <see cref="ActivityTypes"/>; other values are accepted and kept.</summary>
    public string? Type { get; set; }

    /// <summary>Given by the channel.</summary>
    public string? Id { get; set; }

    /// <summary>When the channel received it, UTC. Given by the channel.</summary>
    [JsonConverter(typeof(UtcTimestamp))]
    public DateTimeOffset? Timestamp { get; set; }

    public DateTimeOffset? LocalTimestamp { get; set; }

    /// <summary>IANA name of the sender's time zone.</summary>
    public string? LocalTimezone { get; set; }

    public string? ChannelId { get; set; }

    /// <summary>Where replies go. Given by the channel.</summary>
    public string? ServiceUrl { get; set; }

    public ChannelAccount? From { get; set; }

    public ChannelAccount? Recipient { get; set; }

    public ConversationAccount? Conversation { get; set; }

    /// <summary>The activity that this one answers.</summary>
    public string? ReplyToId { get; set; }

    /// <summary>Language tag of the sender, such as <c>de-AT</c>.</summary>
    public string? Locale { get; set; }

    public string? Text { get; set; }

    /// <summary>See <see cref="TextFormatTypes"/>. The specification's default is plain; always say which.</summary>
    public string? TextFormat { get; set; }

    public string? Speak { get; set; }

    public string? InputHint { get; set; }

    public string? Summary { get; set; }

    /// <summary><c>list</c> or <c>carousel</c>.</summary>
    public string? AttachmentLayout { get; set; }

    public IList<Attachment>? Attachments { get; set; }

    public SuggestedActions? SuggestedActions { get; set; }

    public IList<Entity>? Entities { get; set; }

    /// <summary>What only this channel understands; any JSON.</summary>
    public JsonNode? ChannelData { get; set; }

    /// <summary>Name of an event or invoke.</summary>
    public string? Name { get; set; }

    /// <summary>Value of an event, invoke or card submission; any JSON.</summary>
    public JsonNode? Value { get; set; }

    public IList<ChannelAccount>? MembersAdded { get; set; }

    public IList<ChannelAccount>? MembersRemoved { get; set; }

    /// <summary>Reactions that a messageReaction adds to the message that <see cref="ReplyToId"/> names, or else <see cref="Id"/>.</summary>
    public IList<MessageReaction>? ReactionsAdded { get; set; }

    /// <summary>Reactions that a messageReaction takes back.</summary>
    public IList<MessageReaction>? ReactionsRemoved { get; set; }

    public ConversationReference? RelatesTo { get; set; }

    /// <summary>Code of an endOfConversation.</summary>
    public string? Code { get; set; }

    /// <summary>Action of an installationUpdate.</summary>
    public string? Action { get; set; }

    /// <summary><c>normal</c>, <c>expectReplies</c>; unknown modes count as normal.</summary>
    public string? DeliveryMode { get; set; }

    /// <summary>Never trusted from the wire: who receives an activity must clear it.</summary>
    public string? CallerId { get; set; }

    /// <summary>Members that this class does not name.</summary>
    [JsonExtensionData]
    public JsonObject? Properties { get; set; }
}
