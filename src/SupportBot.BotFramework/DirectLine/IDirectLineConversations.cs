using System.Net;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// Where conversations live: <see cref="InMemoryConversations"/> here, a database in a product. Each conversation has a
/// log, numbered from 1 without reuse; a reader that has seen everything up to a number misses nothing after it.
/// Whoever appends must publish to <see cref="ConversationStreams"/> afterwards.
/// </summary>
/// <remarks>Members throw <see cref="IOException"/> when the storage cannot be used; nothing is kept then.</remarks>
public interface IDirectLineConversations
{
    /// <summary>Starts a conversation and lets the bot know, or leaves an existing one as it is.</summary>
    /// <returns>Whether it is new.</returns>
    Task<bool> StartAsync(ConversationStart start, CancellationToken cancellationToken);

    /// <summary>The number of the newest entry, 0 for none; null where there is no such conversation.</summary>
    Task<long?> FindAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps an activity from a client for good and hands it to the bot. The store gives the id, and replaces the
    /// sender by the conversation's user; where it has none yet, this sender becomes its user. A copy (same
    /// <c>channelData.clientActivityID</c>) is dropped.
    /// </summary>
    /// <param name="activity">The activity.</param>
    /// <param name="address">The client's network address, for limits only; null for one that is not limited.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The id, of the first copy where it is one; null where there is no such conversation.</returns>
    Task<string?> AcceptAsync(Activity activity, IPAddress? address, CancellationToken cancellationToken);

    /// <summary>
    /// How much of what clients sent to a conversation was stored since a time by an earlier process.
    /// </summary>
    Task<StoredAmount> StoredSinceAsync(
        string conversationId, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>
    /// What came after a position, in pages bounded in number and in bytes; null where there is no such conversation.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">
    /// The number up to which the reader knows everything. One beyond the end never came from here, and is read as 0.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<LogPage?> ReadAsync(string conversationId, long after, CancellationToken cancellationToken);
}

/// <summary>A new conversation.</summary>
/// <param name="Id">128 random bits.</param>
/// <param name="User">Who speaks, where known.</param>
/// <param name="Locale">Language tag of the client, where known.</param>
public sealed record ConversationStart(string Id, ChannelAccount? User, string? Locale);

/// <summary>Consecutive entries of a conversation's log.</summary>
/// <param name="After">The number before the first.</param>
/// <param name="Through">The number of the last, counting those that clients do not see.</param>
/// <param name="Activities">The activities that clients see, in order.</param>
/// <param name="More">Whether the log goes on.</param>
public sealed record LogPage(long After, long Through, IReadOnlyList<LoggedActivity> Activities, bool More = false);

/// <summary>An activity that clients see.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="Json">UTF-8.</param>
public sealed record LoggedActivity(long Number, ReadOnlyMemory<byte> Json);

/// <summary>How much is stored.</summary>
/// <param name="Activities">How many activities.</param>
/// <param name="Bytes">Their length as UTF-8 JSON.</param>
public readonly record struct StoredAmount(long Activities, long Bytes);
