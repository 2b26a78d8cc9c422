using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks.Customers;

/// <summary>A customer's question and how it was answered.</summary>
internal sealed record AskedQuestion(CustomerQuestion Question, Answer Answer)
{
    public bool IsAnswered => Answer.Kind == AnswerKind.Answered;

    public bool IsGoldCited => Answer.Citations.Any(citation => Question.Documents.Contains(citation.DocumentId));

    /// <summary>Answered, with all facts and a page cited that has them.</summary>
    public bool IsRight => IsAnswered && IsGoldCited && Question.HasFacts(Answer.Text);

    /// <summary>Refused, or suggested without a section of a page that answers.</summary>
    public bool IsRefused => Answer.Kind is AnswerKind.Refused or AnswerKind.Clarify
        || (Answer.Kind == AnswerKind.Suggested && !HasGoldSuggestion);

    public bool IsSuggested => Answer.Kind == AnswerKind.Suggested && !IsRefused;

    /// <summary>Answered from other pages, with a section of one that answers beside it.</summary>
    public bool IsBeside => IsAnswered && !IsGoldCited && HasGoldSuggestion;

    public bool IsTalk => Answer.Kind is AnswerKind.Human or AnswerKind.SmallTalk;

    public int Words => BlockSplitter.Words(Answer.Text);

    private bool HasGoldSuggestion =>
        Answer.Suggestions.Any(section => Question.Documents.Contains(section.DocumentId));
}
