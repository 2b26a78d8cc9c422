using System.Security.Cryptography;
using SupportBot.Core.Answers;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Audit;

/// <summary>A record that is ready to be written; hashed before the write, since others wait for that.</summary>
internal sealed record NewAuditRecord(Turn Turn, string Id, AnswerKind Kind, DateTimeOffset At, byte[] Salt, string Content, IReadOnlyList<(string DocumentId, long Version)> Versions)
{
    public static NewAuditRecord Of(Turn turn, Reply reply, DateTimeOffset now) => new(
        turn, Guid.CreateVersion7(now).ToString("N"), reply.Answer.Kind, now, RandomNumberGenerator.GetBytes(AuditChain.SaltLength), AuditContent.Of(reply).ToJson(),
        [.. reply.Answer.Trace.Passages.Select(passage => (passage.Chunk.DocumentId, passage.Chunk.Version)).Distinct()]);

    public string Commitment { get; } = AuditChain.Commitment(Salt, Content);
}

/// <summary>The statements that write records, within the write that ends a turn.</summary>
internal static class AuditTable
{
    public static async Task AddAsync(Session session, string brand, NewAuditRecord record)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO audit_record (brand, id, conversation_id, number, channel, kind, recorded_at, commitment)
            VALUES (@brand, @Id, @ConversationId, @Number,
                coalesce((SELECT channel FROM conversation WHERE brand = @brand AND id = @ConversationId), ''), @kind, @at, @Commitment)
            """,
            new
            {
                brand,
                record.Id,
                record.Turn.ConversationId,
                record.Turn.Number,
                kind = record.Kind.ToString().ToLowerInvariant(),
                at = record.At.ToUnixTimeMilliseconds(),
                record.Commitment,
            }).ConfigureAwait(false);
        await session.ExecuteAsync(
            "INSERT INTO audit_content (brand, id, salt, content) VALUES (@brand, @Id, @Salt, @Content)",
            new { brand, record.Id, record.Salt, record.Content }).ConfigureAwait(false);
        foreach (var (documentId, version) in record.Versions)
            await session.ExecuteAsync(
                "INSERT INTO audited_version (brand, document_id, version) VALUES (@brand, @documentId, @version) ON CONFLICT DO NOTHING",
                new { brand, documentId, version }).ConfigureAwait(false);
    }
}
