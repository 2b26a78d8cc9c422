using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Evaluation.Feedback;

/// <summary>A reply with a rating.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">The turn's number in it.</param>
/// <param name="AuditId">Its record in the audit; null for a reply from before there was one.</param>
/// <param name="Question">What was asked, as the customer wrote it.</param>
/// <param name="History">What was asked before in the conversation, oldest first.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="Opinions">What people think of it, oldest first; at least one.</param>
public sealed record RatedReply(
    string ConversationId, long Number, string? AuditId, string Question, IReadOnlyList<string> History, Answer Answer,
    IReadOnlyList<Conversations.Feedback> Opinions)
{
    /// <summary>
    /// The case for <c>eval answers</c>. A thumbs up confirms that the cited documents answer. Any other rating means
    /// that something is wrong, or how, but not what is right: it waits for review.
    /// </summary>
    public AnswerCase ToCase() => new(
        AuditId ?? $"{ConversationId}/{Number}", Question, Answer.Kind == AnswerKind.Answered, History,
        [.. Answer.Citations.Select(citation => citation.DocumentId).Distinct()],
        Conversation: ConversationId, Review: !IsConfirmed, Note: Note());

    // Internal documents are not found when the cases are asked, since those run as customers.
    private bool IsConfirmed =>
        Opinions.All(opinion => opinion.Helpful)
            && Answer.Citations.Count > 0
            && Answer.Citations.All(citation => citation.Audience == Audience.Public);

    private string? Note()
    {
        List<string> said =
            [.. Opinions.Where(opinion => opinion.Comment.Length > 0).Select(opinion => opinion.Comment)];
        if (IsConfirmed) return said.Count > 0 ? string.Join(" / ", said) : null;
        var (up, down) = (Opinions.Count(opinion => opinion.Helpful), Opinions.Count(opinion => !opinion.Helpful));
        return string.Join(
            " / ", said.Prepend($"{Answer.Kind.ToString().ToLowerInvariant()}, thumbs up {up}, thumbs down {down}"));
    }
}
