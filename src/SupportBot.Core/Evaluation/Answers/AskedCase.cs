using SupportBot.Core.Answers;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>A case and how it was answered.</summary>
/// <param name="Case">What was asked.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="Milliseconds">From the question to the whole answer.</param>
/// <param name="FirstShown">Milliseconds from the question to the first text that a visitor would see.</param>
public sealed record AskedCase(AnswerCase Case, Answer Answer, double Milliseconds, double FirstShown)
{
    /// <summary>Whether the reply is an answer and not, for example, a refusal.</summary>
    public bool IsAnswered => Answer.Kind == AnswerKind.Answered;

    /// <summary>The claims of the answer, and whether what they cite supports each.</summary>
    public IReadOnlyList<JudgedClaim> Claims => Judged ?? AnswerClaims.Of(Answer);

    /// <summary>The same where a model judged them; null where their facts alone are compared.</summary>
    public IReadOnlyList<JudgedClaim>? Judged { get; init; }

    internal int RightCitations => Answer.Citations.Count(IsRight);

    internal int DocumentsCited =>
        Case.Documents?.Distinct().Count(id => Answer.Citations.Any(citation => citation.DocumentId == id)) ?? 0;

    /// <summary>Whether a citation is of a right document.</summary>
    public bool IsRight(Citation citation) => Case.Documents?.Contains(citation.DocumentId) == true;

    /// <summary>Whether the answer contains a fact; false for replies that are not answers.</summary>
    public bool Says(KeyFact fact) => IsAnswered && fact.IsIn(Answer.Text);
}
