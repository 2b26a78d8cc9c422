using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>
/// The files of conversations. They are in the database, so that backup, erasure and several hosts need nothing else.
/// Files of a visitor's message are stored with it, see <see cref="Arrival.Files"/>.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="clock">The clock.</param>
public sealed class AttachmentStore(Database database, string brand, TimeProvider clock)
{
    /// <summary>Stores a file that a later entry of the log will show.</summary>
    /// <returns>False if there is no such conversation.</returns>
    public async Task<bool> AddAsync(
        string conversationId, NewAttachment attachment, CancellationToken cancellationToken = default) =>
        await database.WriteAsync(
            session => AttachmentTable.InsertAsync(
                session, brand, conversationId, number: null, attachment, clock.GetUtcNow()),
            cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>A file of a conversation; null if there is none.</summary>
    public Task<StoredAttachment?> FindAsync(
        string conversationId, string id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<StoredAttachment>(
            """
            SELECT id AS Id, name AS Name, content_type AS ContentType, size AS Size, sha256 AS Sha256
            FROM attachment WHERE brand = @brand AND conversation_id = @conversationId AND id = @id
            """,
            new { brand, conversationId, id }), cancellationToken);

    /// <summary>Reads a part of a file's content.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="id">The file.</param>
    /// <param name="offset">Bytes before the part.</param>
    /// <param name="maxBytes">Maximum length of the part in bytes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The part; empty at the end, or if there is no such file.</returns>
    public async Task<byte[]> ReadAsync(
        string conversationId, string id, long offset, int maxBytes, CancellationToken cancellationToken = default) =>
        await database.ReadAsync(session => session.ScalarAsync<byte[]>(
            """
            SELECT substr(content, @first, @maxBytes) FROM attachment
            WHERE brand = @brand AND conversation_id = @conversationId AND id = @id
            """,
            new { brand, conversationId, id, first = offset + 1, maxBytes }), cancellationToken).ConfigureAwait(false)
            ?? [];
}
