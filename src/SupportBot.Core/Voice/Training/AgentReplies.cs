using System.Text.Json;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Voice.Training;

/// <summary>Reads what agents wrote in resolved cases that got no bad rating.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
internal sealed class AgentReplies(Database database, string brand)
{
    // Of 5: what a customer rated lower is no example.
    private const int LeastRating = 4;

    // Stands where a suggestion rests on an internal document, and must never be in a row.
    private const string InternalMark = "[INTERNAL]";

    /// <param name="since">Only cases that ended then or later.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<AgentReply>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<ReplyRow>(
            $"""
            SELECT c.id AS CaseId, c.conversation_id AS ConversationId, a.number AS Number, a.json AS Json,
                (SELECT r.id FROM audit_record r JOIN audit_content k ON k.brand = r.brand AND k.id = r.id
                    WHERE r.brand = c.brand AND r.conversation_id = c.conversation_id AND r.number <= c.number
                        AND r.erased_at IS NULL AND instr(k.content, '"passages":[]') = 0
                    ORDER BY r.number DESC LIMIT 1) AS AuditId
            FROM handoff_case c JOIN activity a ON a.brand = c.brand AND a.conversation_id = c.conversation_id
                AND a.number > c.number AND a.number <= c.ended_number
            WHERE c.brand = @brand AND c.state = 'resolved' AND c.ended_at >= @since AND a.{LogTable.IsFromAgent}
                AND (c.rating IS NULL OR c.rating >= @LeastRating)
            ORDER BY c.ended_at, c.id, a.number
            """,
            new { brand, since = since.ToUnixTimeMilliseconds(), LeastRating }), cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.GroupBy(row => row.CaseId).Select(replies => new AgentReply(
            replies.Key, replies.First().ConversationId, replies.Last().Number, replies.First().AuditId,
            [.. replies.Select(reply => TextOf(reply.Json)).Where(text => text.Length > 0)]))];
    }

    /// <summary>
    /// The messages of a case that rest on passages, as one answer with marks of sources; null if there are none.
    /// Small talk and what no passage says is left out with its message.
    /// </summary>
    public static MarkedText? Join(AgentReply reply, FoundSources found, string question)
    {
        var words = LetterWords.Of(found.Language);
        var messages = reply.Messages.Where(text => !text.Contains(InternalMark, StringComparison.OrdinalIgnoreCase))
            .Select(text => words.Closing.Replace(words.Greeting.Replace(text.ReplaceLineEndings("\n"), ""), "").Trim())
            .Where(text => text.Length > 0 && Rests(SentenceCitations.Add(text, found.Chunks, question)));
        var joined = SentenceCitations.Add(string.Join("\n\n", messages), found.Chunks, question);
        return Rests(joined) ? joined : null;
    }

    // A reviewer completes the rest.
    private static bool Rests(MarkedText text) => text.Supported > 0 && text.Supported >= text.Unsupported;

    private static string TextOf(string json)
    {
        using var activity = JsonDocument.Parse(json);
        return activity.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
    }

    private sealed record ReplyRow(
        string CaseId, string ConversationId, long Number, string Json, string? AuditId);
}

/// <summary>What agents wrote in a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="Number">Number of the last reply in the log.</param>
/// <param name="AuditId">The record of the bot's last search before the case; null if there is none.</param>
/// <param name="Messages">The replies, oldest first.</param>
internal sealed record AgentReply(
    string CaseId, string ConversationId, long Number, string? AuditId, IReadOnlyList<string> Messages);
