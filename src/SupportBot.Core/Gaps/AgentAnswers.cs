using System.Text.Json;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Gaps;

/// <summary>Reads what agents answered in resolved cases.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
public sealed class AgentAnswers(Database database, string brand)
{
    /// <summary>What agents wrote to the customer in the resolved cases of conversations since a time.</summary>
    /// <param name="since">Only cases that ended then or later.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Oldest first.</returns>
    public async Task<IReadOnlyList<AgentAnswer>> ReadAsync(
        DateTimeOffset since, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session =>
            session.QueryAsync<(string CaseId, string ConversationId, string Question, long Began, string Json)>(
            $"""
            SELECT c.id, c.conversation_id, c.question, c.number, a.json
            FROM handoff_case c JOIN activity a ON a.brand = c.brand AND a.conversation_id = c.conversation_id
                AND a.number > c.number AND a.number <= c.ended_number
            WHERE c.brand = @brand AND c.state = 'resolved' AND c.ended_at >= @since AND a.{LogTable.IsFromAgent}
            ORDER BY c.ended_at, c.id, a.number
            """,
            new { brand, since = since.ToUnixTimeMilliseconds() }), cancellationToken).ConfigureAwait(false);
        return [.. rows.GroupBy(row => row.CaseId).Select(replies => new AgentAnswer(
            replies.Key, replies.First().ConversationId, replies.First().Question, replies.First().Began,
            string.Join("\n\n", replies.Select(reply => TextOf(reply.Json)).Where(text => text.Length > 0))))
            .Where(answer => answer.Text.Length > 0)];
    }

    private static string TextOf(string json)
    {
        using var activity = JsonDocument.Parse(json);
        return activity.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
    }
}

/// <summary>What agents answered in a resolved case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="Question">The customer's message that led to it.</param>
/// <param name="Number">Number of the log entry at which the case began.</param>
/// <param name="Text">The agents' messages, a paragraph each. They may hold personal data.</param>
public sealed record AgentAnswer(string CaseId, string ConversationId, string Question, long Number, string Text);
