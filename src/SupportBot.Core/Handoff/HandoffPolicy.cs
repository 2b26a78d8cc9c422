using SupportBot.Core.Answers;

namespace SupportBot.Core.Handoff;

/// <summary>When a person is brought in.</summary>
/// <param name="OfferOnComplaint">Offers a person to a customer who complains.</param>
/// <param name="OfferOnContactQuestion">Offers one where only staff can help.</param>
/// <param name="OfferOnRefusal">Offers one where the documents have no answer.</param>
/// <param name="OfferOnThumbDown">Offers one after a thumb down.</param>
/// <param name="OfferAfterUnanswered">Offers one after this many turns in a row without an answer; 0 for never.</param>
public sealed record HandoffPolicy(
    bool OfferOnComplaint = true, bool OfferOnContactQuestion = true, bool OfferOnRefusal = true,
    bool OfferOnThumbDown = true, int OfferAfterUnanswered = 3)
{
    /// <summary>Decides whether an answer brings a person in.</summary>
    /// <param name="answer">The bot's answer.</param>
    /// <param name="history">The turns before it, oldest first.</param>
    /// <param name="hadCase">
    /// Whether the conversation has had a case or an offer. Then only the customer's clear wish opens another.
    /// </param>
    /// <returns>Null for no handoff.</returns>
    public HandoffDecision? Decide(Answer answer, IReadOnlyList<PastTurn> history, bool hadCase)
    {
        if (answer is { Kind: AnswerKind.Human, Evidence.Reason: Topics.Human })
            return new HandoffDecision(HandoffReason.CustomerRequest, IsOffer: false);
        return !hadCase && ReasonToOffer(answer, history) is { } reason
            ? new HandoffDecision(reason, IsOffer: true)
            : null;
    }

    /// <summary>Whether a thumb down brings a person in.</summary>
    /// <inheritdoc cref="Decide"/>
    public HandoffDecision? DecideOnThumbDown(bool hadCase) =>
        OfferOnThumbDown && !hadCase ? new HandoffDecision(HandoffReason.MissingKnowledge, IsOffer: true) : null;

    private HandoffReason? ReasonToOffer(Answer answer, IReadOnlyList<PastTurn> history) => answer.Kind switch
    {
        AnswerKind.Human when OfferOnContactQuestion => HandoffReason.UnsupportedRequest,
        AnswerKind.SmallTalk when OfferOnComplaint && answer.Evidence.Reason == Topics.Complaint =>
            HandoffReason.Policy,
        AnswerKind.Refused when OfferOnRefusal => HandoffReason.MissingKnowledge,
        AnswerKind.Unavailable when OfferOnRefusal => HandoffReason.ToolFailure,
        AnswerKind.Clarify or AnswerKind.Suggested when IsLoop(history) => HandoffReason.PendingClarification,
        _ => null,
    };

    private bool IsLoop(IReadOnlyList<PastTurn> history) =>
        OfferAfterUnanswered > 0 && history.Count >= OfferAfterUnanswered - 1
        && history.TakeLast(OfferAfterUnanswered - 1).All(
            turn => turn.Kind is AnswerKind.Clarify or AnswerKind.Suggested or AnswerKind.Refused);

    private static class Topics
    {
        public const string Human = "human";
        public const string Complaint = "complaint";
    }
}

/// <summary>That a person is brought in.</summary>
/// <param name="Reason">Why.</param>
/// <param name="IsOffer">Whether the customer is asked first.</param>
public sealed record HandoffDecision(HandoffReason Reason, bool IsOffer);
