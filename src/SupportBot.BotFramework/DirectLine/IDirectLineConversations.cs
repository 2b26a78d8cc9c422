using System.Net;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// Stores the conversations of a Direct Line server. <see cref="InMemoryConversations"/> is for samples and tests;
/// products implement it on a database. Each conversation has a log whose entries are numbered from 1 without reuse, so
/// a reader that has seen all entries up to a number misses none after it. Implementations publish appended entries to
/// <see cref="ConversationStreams"/>.
/// </summary>
/// <remarks>
/// Members throw <see cref="IOException"/> when the storage is unavailable; nothing is stored in that case.
/// </remarks>
public interface IDirectLineConversations
{
    /// <summary>Starts a conversation and notifies the bot, or leaves an existing conversation unchanged.</summary>
    /// <param name="start">The conversation.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the conversation is new.</returns>
    Task<bool> StartAsync(ConversationStart start, CancellationToken cancellationToken);

    /// <summary>Finds a conversation.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Number of the newest log entry, 0 for an empty log; null if there is no such conversation.</returns>
    Task<long?> FindAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>Whether a conversation was revoked: its tokens and addresses no longer count.</summary>
    /// <param name="conversationId">Id of the conversation, which need not exist.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<bool> IsRevokedAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>
    /// Stores an activity from a client durably and hands it to the bot. The store assigns the id, and sets the sender
    /// to the conversation's user; if there is none yet, this sender becomes the user. A duplicate (same
    /// <c>channelData.clientActivityID</c>) is dropped.
    /// </summary>
    /// <param name="activity">The activity.</param>
    /// <param name="files">
    /// Its files, which are stored together with it; those of a duplicate are dropped. Their addresses are in the
    /// attachments of the activity.
    /// </param>
    /// <param name="address">
    /// Network address of the client, for rate limits only; null for a client that is not limited.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Id of the activity, for a duplicate that of the first; null if there is no such conversation.
    /// </returns>
    Task<string?> AcceptAsync(
        Activity activity, IReadOnlyList<UploadedFile> files, IPAddress? address, CancellationToken cancellationToken);

    /// <summary>Finds a file of a conversation.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="fileId">Id of the file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The file without its content; null if there is none.</returns>
    Task<StoredFile?> FindFileAsync(string conversationId, string fileId, CancellationToken cancellationToken);

    /// <summary>Reads a part of the content of a file.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="fileId">Id of the file.</param>
    /// <param name="offset">Number of bytes before the part.</param>
    /// <param name="maxBytes">Maximum length of the part in bytes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The part; empty at the end, or if the file is gone.</returns>
    Task<ReadOnlyMemory<byte>> ReadFileAsync(
        string conversationId, string fileId, long offset, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Tells that the client's user is writing. It is called often, and nothing is stored.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    void ShowTyping(string conversationId);

    /// <summary>
    /// Gets the amount that clients sent to a conversation since a time, as far as earlier processes stored it.
    /// </summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="since">Start of the period.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<StoredAmount> StoredSinceAsync(
        string conversationId, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Reads the log entries after a position. Pages are limited in number of entries and in bytes.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="after">
    /// Number up to which the reader has seen all entries. A number beyond the end did not come from this server and is
    /// read as 0.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One page; null if there is no such conversation.</returns>
    Task<LogPage?> ReadAsync(string conversationId, long after, CancellationToken cancellationToken);
}

/// <summary>A new conversation.</summary>
/// <param name="Id">128 random bits in hexadecimal.</param>
/// <param name="User">The user; null if unknown.</param>
/// <param name="Locale">Language tag of the client; null if unknown.</param>
public sealed record ConversationStart(string Id, ChannelAccount? User, string? Locale);

/// <summary>Consecutive entries of a conversation's log.</summary>
/// <param name="After">Number before the first entry.</param>
/// <param name="Through">Number of the last entry, including those that clients do not see.</param>
/// <param name="Activities">The activities that clients see, in order.</param>
/// <param name="More">Whether the log continues.</param>
public sealed record LogPage(long After, long Through, IReadOnlyList<LoggedActivity> Activities, bool More = false);

/// <summary>A logged activity that clients see.</summary>
/// <param name="Number">Number in the log, from 1.</param>
/// <param name="Json">UTF-8 JSON of the activity.</param>
public sealed record LoggedActivity(long Number, ReadOnlyMemory<byte> Json);

/// <summary>Amount of stored activities.</summary>
/// <param name="Activities">Number of activities.</param>
/// <param name="Bytes">Their size as UTF-8 JSON, in bytes.</param>
public readonly record struct StoredAmount(long Activities, long Bytes);
