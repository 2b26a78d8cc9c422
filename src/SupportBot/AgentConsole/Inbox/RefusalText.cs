using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Inbox;

// Why something was not done, as the agent is told.
internal static class RefusalText
{
    public static string Of(CaseResult.Refused refused, Func<string?, string?> nameOf) => refused switch
    {
        { Reason: CaseRefusal.NotFound } => ConsoleTexts.CaseGone,
        { Reason: CaseRefusal.Absent } => ConsoleTexts.Absent,
        { Reason: CaseRefusal.NoCapacity } => ConsoleTexts.NoCapacity,
        { Reason: CaseRefusal.Collision } => ConsoleTexts.Collision.For(null),
        { Current: { IsOpen: false } } => ConsoleTexts.EndedMeanwhile,
        { Reason: CaseRefusal.NotWaiting, Current: { } taken } => ConsoleTexts.TakenBy.For(nameOf(taken.AgentId)),
        { Current: { Owner: ConversationOwner.Queue } } => ConsoleTexts.OwnedByNobody,
        { Reason: CaseRefusal.NotOwner, Current: { } owned } => ConsoleTexts.OwnedBy.For(nameOf(owned.AgentId)),
        _ => ConsoleTexts.WrongState,
    };
}
