using System.Security.Cryptography;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

internal static class AttachmentTable
{
    // Returns the number of stored files: 0 if the conversation does not exist. Without a number, the next entry of
    // the log will show the file.
    public static Task<int> InsertAsync(
        Session session, string brand, string conversationId, long? number, NewAttachment attachment,
        DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO attachment
                (brand, conversation_id, id, number, name, content_type, size, sha256, stored_at, content)
            SELECT @brand, @conversationId, @Id, COALESCE(@number, last_number + 1), @Name, @ContentType, @size,
                @sha256, @storedAt, @Content
            FROM conversation WHERE brand = @brand AND id = @conversationId
            """,
            new
            {
                brand,
                conversationId,
                attachment.Id,
                number,
                attachment.Name,
                attachment.ContentType,
                size = (long)attachment.Content.Length,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(attachment.Content)),
                storedAt = now.ToUnixTimeMilliseconds(),
                attachment.Content,
            });
}
