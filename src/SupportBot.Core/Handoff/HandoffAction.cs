namespace SupportBot.Core.Handoff;

/// <summary>What the end of a turn does about a case, in the same transaction.</summary>
public abstract record HandoffAction
{
    private HandoffAction()
    {
    }

    /// <summary>Opens a case, or offers to. Nothing happens if the conversation has an open one.</summary>
    /// <param name="CaseId">The id of the new case, from <see cref="SupportCase.NewId"/>.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Question">The customer's message.</param>
    /// <param name="Language">Two-letter code of the customer's language.</param>
    /// <param name="IsOffer">Whether the customer is asked first.</param>
    /// <param name="Skill">The skill that an agent needs; empty for none.</param>
    public sealed record Open(
        string CaseId, HandoffReason Reason, string Question, string Language, bool IsOffer, string Skill = "")
        : HandoffAction;

    /// <summary>Does something to a case of the conversation.</summary>
    public sealed record Change(string CaseId, CaseCommand Command) : HandoffAction;
}
