using System.Security.Cryptography;
using SupportBot.Core.Answers;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Audit;

// Hashed before the write, since other writes wait for it.
internal sealed record NewAuditRecord(
    string ConversationId, long Number, string Id, string Kind, DateTimeOffset At, byte[] Salt, string Content,
    IReadOnlyList<(string DocumentId, long Version)> Versions)
{
    // Null for that of the conversation.
    public string? Channel { get; init; }

    public static NewAuditRecord Of(string conversationId, long number, AnsweredTurn reply, DateTimeOffset now) => Of(
        conversationId, number, Name(reply.Answer.Kind), AuditContent.Of(reply), VersionsIn(reply), now);

    public static NewAuditRecord Of(
        string conversationId, long number, string kind, AuditContent content,
        IReadOnlyList<(string DocumentId, long Version)> versions, DateTimeOffset now) => new(
        conversationId, number, Guid.CreateVersion7(now).ToString("N"), kind, now,
        RandomNumberGenerator.GetBytes(AuditChain.SaltLength), content.ToJson(), versions);

    public static string Name(AnswerKind kind) => kind.ToString().ToLowerInvariant();

    public static IReadOnlyList<(string DocumentId, long Version)> VersionsIn(AnsweredTurn? reply) =>
        [.. (reply?.Answer.Trace.Passages ?? [])
            .Select(passage => (passage.Chunk.DocumentId, passage.Chunk.Version)).Distinct()];

    public string Commitment { get; } = AuditChain.Commitment(Salt, Content);
}

internal static class AuditTable
{
    // Precision of the time at which a version was last cited; updating it each time would cost a write per passage.
    public static readonly TimeSpan Exactness = TimeSpan.FromDays(1);

    public static async Task AddAsync(Session session, string brand, NewAuditRecord record)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO audit_record (brand, id, conversation_id, number, channel, kind, recorded_at, commitment)
            VALUES (@brand, @Id, @ConversationId, @Number,
                coalesce(@Channel, (SELECT channel FROM conversation WHERE brand = @brand AND id = @ConversationId),
                    ''), @Kind, @at, @Commitment)
            """,
            new
            {
                brand,
                record.Id,
                record.ConversationId,
                record.Number,
                record.Channel,
                record.Kind,
                at = record.At.ToUnixTimeMilliseconds(),
                record.Commitment,
            }).ConfigureAwait(false);
        await session.ExecuteAsync(
            "INSERT INTO audit_content (brand, id, salt, content) VALUES (@brand, @Id, @Salt, @Content)",
            new { brand, record.Id, record.Salt, record.Content }).ConfigureAwait(false);
        var at = record.At.ToUnixTimeMilliseconds();
        foreach (var (documentId, version) in record.Versions)
            await session.ExecuteAsync(
                """
                INSERT INTO audited_version (brand, document_id, version, cited_at)
                VALUES (@brand, @documentId, @version, @at)
                ON CONFLICT (brand, document_id, version) DO UPDATE SET cited_at = excluded.cited_at
                WHERE audited_version.cited_at < @noted
                """,
                new
                {
                    brand, documentId, version, at, noted = at - (long)Exactness.TotalMilliseconds,
                }).ConfigureAwait(false);
    }

    // Erases the texts of a conversation. The records and the chain stay. Returns the number of erased contents.
    public static async Task<int> EraseAsync(
        Session session, string brand, string conversationId, string reason, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            """
            DELETE FROM audit_content WHERE brand = @brand AND id IN (SELECT id FROM audit_record
                WHERE brand = @brand AND conversation_id = @conversationId)
            """,
            new { brand, conversationId }).ConfigureAwait(false);
        return await session.ExecuteAsync(
            """
            UPDATE audit_record SET erased_at = @now, erased_reason = @reason
            WHERE brand = @brand AND conversation_id = @conversationId AND erased_at IS NULL
            """,
            new { brand, conversationId, reason, now = now.ToUnixTimeMilliseconds() }).ConfigureAwait(false);
    }
}
