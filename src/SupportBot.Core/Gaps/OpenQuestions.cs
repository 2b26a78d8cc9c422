using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Gaps;

/// <summary>Reads the questions that are open. What was erased or taken back is not among them.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">Whose.</param>
public sealed class OpenQuestions(Database database, string brand)
{
    /// <param name="since">Only those asked then or later.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Oldest first.</returns>
    public Task<IReadOnlyList<OpenQuestion>> ReadAsync(
        DateTimeOffset since, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<OpenQuestion>>(async session =>
        {
            var comments = (await session.QueryAsync<CommentRow>(
                """
                SELECT conversation_id AS ConversationId, activity_id AS ActivityId, comment AS Comment FROM feedback
                WHERE brand = @brand AND helpful = 0 ORDER BY given_at, user_id
                """,
                new { brand }).ConfigureAwait(false))
                .ToLookup(opinion => (opinion.ConversationId, opinion.ActivityId), opinion => opinion.Comment);
            // Searches the JSON for the reason; texts cannot imitate it, since quotation marks in strings are escaped.
            var rows = await session.QueryAsync<QuestionRow>(
                """
                SELECT r.conversation_id AS ConversationId, r.number AS Number, r.activity_id AS ActivityId,
                    r.question AS Question, r.kind AS Kind, r.answer AS Answer, t.accepted_at AS AskedAt,
                    CASE WHEN EXISTS (SELECT 1 FROM reply later
                        WHERE later.brand = r.brand AND later.conversation_id = r.conversation_id
                            AND later.number > r.number AND later.withdrawn = 0)
                    THEN 1 ELSE 0 END AS WentOn
                FROM reply r JOIN turn t ON t.brand = r.brand
                    AND t.conversation_id = r.conversation_id AND t.number = r.number
                WHERE r.brand = @brand AND t.accepted_at >= @since
                    AND r.withdrawn = 0 AND r.kind IN ('answered', 'refused', 'suggested', 'clarify')
                    AND (r.kind <> 'answered' OR r.answer LIKE '%"reason":"broken-off"%' OR EXISTS (
                        SELECT 1 FROM feedback f WHERE f.brand = r.brand AND f.conversation_id = r.conversation_id
                            AND f.activity_id = r.activity_id AND f.helpful = 0))
                    AND NOT EXISTS (SELECT 1 FROM audit_record a WHERE a.brand = r.brand
                        AND a.conversation_id = r.conversation_id AND a.number = r.number AND a.erased_at IS NOT NULL)
                ORDER BY t.accepted_at, r.conversation_id, r.number
                """, new { brand, since = since.ToUnixTimeMilliseconds() }).ConfigureAwait(false);
            return [.. rows.Select(row => row.Open([.. comments[(row.ConversationId, row.ActivityId)]]))
                .Where(question => question.Reasons.Count > 0)];
        }, cancellationToken);

    private sealed record CommentRow(string ConversationId, string ActivityId, string Comment);

    private sealed record QuestionRow
    {
        public required string ConversationId { get; init; }
        public required long Number { get; init; }
        public required string ActivityId { get; init; }
        public required string Question { get; init; }
        public required string Kind { get; init; }
        public required string Answer { get; init; }
        public required long AskedAt { get; init; }

        /// <summary>1 where the conversation went on with another question.</summary>
        public required long WentOn { get; init; }

        public OpenQuestion Open(IReadOnlyList<string> thumbsDown)
        {
            var evidence = JsonSerializer.Deserialize<StoredAnswer>(Answer, JsonSerializerOptions.Web)!.Evidence;
            return new OpenQuestion(
                ConversationId, Number, DateTimeOffset.FromUnixTimeMilliseconds(AskedAt), Question,
                evidence.Query.Length > 0 ? evidence.Query : Question,
                [.. Reasons(evidence.Reason, thumbsDown.Count > 0)],
                [.. thumbsDown.Where(comment => comment.Length > 0)]);
        }

        private IEnumerable<GapReason> Reasons(string reason, bool isThumbDown)
        {
            if (Kind == "refused") yield return GapReason.Refused;
            if (Kind == "suggested") yield return GapReason.Suggested;
            if (Kind == "clarify" && WentOn == 0) yield return GapReason.AskedBack;
            if (reason == Evidence.BrokenOff) yield return GapReason.BrokenOff;
            if (isThumbDown) yield return GapReason.ThumbDown;
        }
    }

    // The parts of a stored answer that are needed here.
    private sealed record StoredAnswer(Evidence Evidence);
}
