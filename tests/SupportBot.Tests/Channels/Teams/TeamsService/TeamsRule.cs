namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>What Microsoft publishes about bots in Teams, as far as it can be broken by what a bot sends.</summary>
internal enum TeamsRule
{
    /// <summary>A bot sends messages and typing; a message has text or an attachment.</summary>
    Activity,

    /// <summary>A bot speaks where it is a member.</summary>
    Conversation,

    /// <summary>
    /// A bot creates a thread of a channel with its root message, or a personal chat with one member by id and tenant.
    /// </summary>
    Creation,

    /// <summary>A message that one member alone sees goes to a member of the channel.</summary>
    Target,

    /// <summary>What is updated or deleted was sent by the bot.</summary>
    UnknownActivity,

    /// <summary>
    /// Requests in a conversation: 7 in 1 s, 8 in 2 s, 60 in 30 s, 1800 in an hour; twice as many for members. All
    /// threads of a channel are one conversation.
    /// </summary>
    Rate,

    /// <summary>100 KB of UTF-16; a card 28 KB of UTF-8.</summary>
    Size,

    /// <summary>One schema.org message, of its type and context.</summary>
    Entities,

    /// <summary>At most 20, each with a number that the text has, a name and a quote.</summary>
    Citations,

    /// <summary>At most three, of the types that Teams knows.</summary>
    SuggestedActions,

    /// <summary>The feedback loop is <c>default</c> or <c>custom</c>.</summary>
    Feedback,

    /// <summary>
    /// Version 1.5 at most, without media and without positive or destructive buttons. An Action.Execute needs version
    /// 1.4, a verb and, but for a refresh, a fallback; a refresh is for 60 users at most.
    /// </summary>
    Card,

    /// <summary>The text of a mention occurs in the message.</summary>
    Mention,

    /// <summary>Streams are for personal chats, one at a time.</summary>
    StreamPlace,

    /// <summary>Numbers from 1, the stream's id from the second chunk on, one end without a number.</summary>
    StreamOrder,

    /// <summary>Each text begins with the one before.</summary>
    StreamText,

    /// <summary>Two minutes.</summary>
    StreamTime,

    /// <summary>One request a second.</summary>
    StreamPace,

    /// <summary>Nothing after the end, nor after the user pressed Stop and the bot was told.</summary>
    StreamOver,

    /// <summary>Attachments, buttons, label and feedback come with the end only.</summary>
    StreamExtras,

    /// <summary>Every stream ends.</summary>
    StreamUnfinished,
}

/// <summary>A rule that the bot broke.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="What">What it did.</param>
internal sealed record Violation(TeamsRule Rule, string What);
