namespace SupportBot.Core.Conversations;

/// <summary>The current state of a conversation.</summary>
/// <param name="Id">128 random bits in the web chat, the channel's own id elsewhere.</param>
/// <param name="UserId">The user; null until somebody has written.</param>
/// <param name="UserName">The user's name, where known.</param>
/// <param name="Locale">Language tag of the client, where known.</param>
/// <param name="LastNumber">Number of the newest entry in its log; 0 for none.</param>
/// <param name="Channel">Its channel, such as <c>webchat</c>; empty for a conversation that is not stored yet.</param>
public sealed record Conversation(
    string Id, string? UserId, string? UserName, string? Locale, long LastNumber, string Channel = "");

/// <summary>An incoming activity that a turn answers.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="SenderId">Who sent it, as the host knows them.</param>
/// <param name="ClientId">The client's id of the activity, which identifies duplicates; null if there is none.</param>
/// <param name="Kind">The activity's type, such as <c>message</c>.</param>
/// <param name="Write">Makes the log's entry, given its number.</param>
/// <param name="Defer">
/// How long a message has to wait for limits other than the sender's own; asked only where the sender's own limit
/// admits it.
/// </param>
/// <param name="Files">Files of the activity, which are stored with it; null for none.</param>
public sealed record Arrival(
    string ConversationId, string SenderId, string? ClientId, string Kind, Func<long, LogEntry> Write,
    Func<TimeSpan>? Defer = null, IReadOnlyList<NewAttachment>? Files = null);

/// <summary>The result of an arrival.</summary>
/// <param name="Number">The number of the entry, or of the original if it is a duplicate.</param>
/// <param name="Entry">The stored entry; null for a duplicate.</param>
/// <param name="ActivityId">The id of the entry, or of the original if it is a duplicate.</param>
public sealed record Acceptance(long Number, string ActivityId, LogEntry? Entry);

/// <summary>One entry of a log.</summary>
/// <param name="ActivityId">Unique in its conversation.</param>
/// <param name="Json">The activity, UTF-8.</param>
/// <param name="Visible">Whether clients see it.</param>
public sealed record LogEntry(string ActivityId, ReadOnlyMemory<byte> Json, bool Visible = true);

/// <summary>Consecutive entries of a log.</summary>
/// <param name="After">The number before the first.</param>
/// <param name="Through">The number of the last, counting those that clients do not see.</param>
/// <param name="Visible">The activities that clients see, in order.</param>
/// <param name="More">Whether the log goes on.</param>
public sealed record LogSlice(long After, long Through, IReadOnlyList<NumberedEntry> Visible, bool More);

/// <summary>An entry with its number.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="Json">The activity, UTF-8.</param>
public sealed record NumberedEntry(long Number, ReadOnlyMemory<byte> Json);
