using System.Security.Cryptography;
using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

internal static class CaseWebhookTable
{
    // Called in the transaction that changes the case. Stores nothing without a webhook, and where neither the state
    // nor the agent is another.
    public static async Task AppendAsync(
        Session session, string brand, SupportCase? before, SupportCase after, DateTimeOffset now)
    {
        if (before?.State == after.State && before.AgentId == after.AgentId) return;
        if (!await IsUsedAsync(session, brand).ConfigureAwait(false)) return;
        var sequence = 1 + await session.ScalarAsync<long>(
            """
            SELECT COALESCE(MAX(sequence), 0) FROM case_webhook_event WHERE brand = @brand AND case_id = @Id
            """, new { brand, after.Id }).ConfigureAwait(false);
        var agent = after.AgentId is null
            ? null
            : await session.ScalarAsync<string>(
                "SELECT name FROM agent WHERE brand = @brand AND id = @AgentId",
                new { brand, after.AgentId }).ConfigureAwait(false);
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var content = Content(id, sequence, brand, before, after, agent, now);
        await session.ExecuteAsync(
            """
            INSERT INTO case_webhook_event (brand, id, conversation_id, number, case_id, sequence, content, state,
                attempts, created_at, changed_at, next_at)
            VALUES (@brand, @id, @ConversationId,
                (SELECT last_number FROM conversation WHERE brand = @brand AND id = @ConversationId),
                @caseId, @sequence, @content, 'waiting', 0, @now, @now, @now)
            """,
            new
            {
                brand, id, after.ConversationId, caseId = after.Id, sequence, content,
                now = now.ToUnixTimeMilliseconds(),
            }).ConfigureAwait(false);
    }

    private static async Task<bool> IsUsedAsync(Session session, string brand) => await session.ScalarAsync<long>(
        "SELECT EXISTS (SELECT 1 FROM case_webhook WHERE brand = @brand)", new { brand }).ConfigureAwait(false) > 0;

    private static string Content(
        string id, long sequence, string brand, SupportCase? before, SupportCase after, string? agent,
        DateTimeOffset now) => JsonSerializer.Serialize(new
        {
            id,
            sequence,
            timestamp = now,
            brand,
            caseId = after.Id,
            after.ConversationId,
            state = StoredName.Of(after.State),
            previousState = before is null ? null : StoredName.Of(before.State),
            reason = StoredName.Of(after.Reason),
            after.Language,
            after.Skill,
            agent,
            after.OpenedAt,
            after.AssignedAt,
            after.SnoozedUntil,
            after.EndedAt,
        }, JsonSerializerOptions.Web);
}
