namespace SupportBot.Core.Handoff;

/// <summary>The state machine of a case: which command is allowed in which state, and what it leads to.</summary>
internal sealed class CaseRules(SupportCase current, DateTimeOffset now)
{
    /// <returns>The case after the command, or why the command is not possible.</returns>
    public CaseTransition Apply(CaseCommand command) => command switch
    {
        CaseCommand.Accept when current.State == CaseState.Offered => To(
            current with { State = CaseState.Waiting, OpenedAt = now, CustomerAt = now }, CaseEventKind.Opened),
        CaseCommand.Decline when current.State == CaseState.Offered => End(CaseState.Declined, CaseEventKind.Declined),
        CaseCommand.Leave when current.Owner != ConversationOwner.Bot => End(CaseState.Left, CaseEventKind.Left),
        CaseCommand.CustomerWrote when current.Owner != ConversationOwner.Bot => To(
            (current.State == CaseState.Snoozed ? current with { State = CaseState.Active } : current) with
            {
                SnoozedUntil = null, CustomerAt = now,
            }, CaseEventKind.CustomerWrote),
        CaseCommand.Rate rate when current.State is CaseState.Resolved or CaseState.Left => To(current with
        {
            Rating = rate.Score ?? current.Rating,
            RatingReason = rate.Reason ?? current.RatingReason,
            RatingComment = rate.Comment ?? current.RatingComment,
        }, CaseEventKind.Rated),
        CaseCommand.Reopen when current.State == CaseState.Resolved => To(
            Queued() with { OpenedAt = now, CustomerAt = now, EndedAt = null, EndedNumber = null },
            CaseEventKind.Reopened),
        CaseCommand.TimeOut when current.State is CaseState.Offered or CaseState.Waiting =>
            End(CaseState.TimedOut, CaseEventKind.TimedOut),
        CaseCommand.Wake when current.State == CaseState.Snoozed => To(
            current with { State = CaseState.Active, SnoozedUntil = null, AgentAt = now }, CaseEventKind.Woken),
        CaseCommand.Release when current.Owner == ConversationOwner.Human => To(Queued(), CaseEventKind.Released),
        _ => ByAgent(command),
    };

    private CaseTransition ByAgent(CaseCommand command) => command switch
    {
        CaseCommand.Claim claim => current.State == CaseState.Waiting
            ? To(AssignedTo(claim.AgentId), CaseEventKind.Claimed)
            : new CaseTransition.Refused(CaseRefusal.NotWaiting, current),
        CaseCommand.TakeOver take when current.Owner == ConversationOwner.Human && take.AgentId != current.AgentId =>
            To(AssignedTo(take.AgentId), CaseEventKind.TakenOver),
        CaseCommand.Note when current.State != CaseState.Offered => To(current, CaseEventKind.Noted),
        CaseCommand.Reply reply => ByOwner(reply.AgentId, () => To(
            current with { State = CaseState.Active, AgentAt = now, SnoozedUntil = null }, CaseEventKind.Replied)),
        CaseCommand.Transfer transfer => ByOwner(transfer.AgentId, () => To(
            transfer.ToAgentId is { } to ? AssignedTo(to) : Queued(), CaseEventKind.Transferred)),
        CaseCommand.Snooze snooze when snooze.Until > now => ByOwner(snooze.AgentId, () => To(
            current with { State = CaseState.Snoozed, SnoozedUntil = snooze.Until }, CaseEventKind.Snoozed)),
        CaseCommand.Resolve resolve => ByOwner(
            resolve.AgentId, () => End(CaseState.Resolved, CaseEventKind.Resolved)),
        _ => new CaseTransition.Refused(CaseRefusal.WrongState, current),
    };

    private CaseTransition ByOwner(string agentId, Func<CaseTransition> apply) =>
        current.Owner != ConversationOwner.Human
            ? new CaseTransition.Refused(CaseRefusal.WrongState, current)
            : current.AgentId == agentId ? apply() : new CaseTransition.Refused(CaseRefusal.NotOwner, current);

    private SupportCase AssignedTo(string agentId) => current with
    {
        State = CaseState.Assigned, AgentId = agentId, AssignedAt = now, AgentAt = now, SnoozedUntil = null,
    };

    // It keeps its place in the queue.
    private SupportCase Queued() => current with
    {
        State = CaseState.Waiting, AgentId = null, AssignedAt = null, AgentAt = null, SnoozedUntil = null,
    };

    private CaseTransition.Applied End(CaseState state, CaseEventKind kind) =>
        To(current with { State = state, SnoozedUntil = null, EndedAt = now }, kind);

    private static CaseTransition.Applied To(SupportCase next, CaseEventKind kind) => new(next, kind);
}
