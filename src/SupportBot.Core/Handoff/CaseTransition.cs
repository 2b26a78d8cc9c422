using System.Text.Json.Serialization;

namespace SupportBot.Core.Handoff;

internal abstract record CaseTransition
{
    public sealed record Applied(SupportCase Next, CaseEventKind Kind) : CaseTransition;

    public sealed record Refused(CaseRefusal Reason, SupportCase Current) : CaseTransition;
}

/// <summary>Why a command was not carried out.</summary>
public enum CaseRefusal
{
    /// <summary>There is no such case.</summary>
    NotFound,

    /// <summary>Somebody else has taken it, or it has ended.</summary>
    NotWaiting,

    /// <summary>The case belongs to another agent.</summary>
    NotOwner,

    /// <summary>An agent has written since the sender last looked.</summary>
    Collision,

    /// <summary>The case is in a state in which the command has no meaning.</summary>
    WrongState,

    /// <summary>The colleague who was to get it is offline.</summary>
    Absent,

    /// <summary>The agent has as many open cases as their capacity allows.</summary>
    NoCapacity,
}

/// <summary>What happened to a case.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaseEventKind>))]
public enum CaseEventKind
{
    Offered,
    Opened,
    Declined,
    Claimed,
    TakenOver,
    CustomerWrote,
    Replied,
    Noted,
    Transferred,
    Snoozed,
    Woken,
    Released,
    Resolved,
    Left,
    TimedOut,
    Reopened,
    Rated,
}

/// <summary>An entry of a case's history.</summary>
/// <param name="Sequence">Increases with every event of all cases: a cursor for desks.</param>
/// <param name="CaseId">The case.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="Number">Number of the newest entry in the conversation's log at that time.</param>
/// <param name="Kind">What happened.</param>
/// <param name="AgentId">The agent who did it, or whom it was given to; null for none.</param>
/// <param name="Text">The text of a note; the end of a snooze, in the format "O"; empty otherwise.</param>
/// <param name="At">When.</param>
public sealed record CaseEvent(
    long Sequence, string CaseId, string ConversationId, long Number, CaseEventKind Kind, string? AgentId, string Text,
    DateTimeOffset At);

/// <summary>The result of a command.</summary>
public abstract record CaseResult
{
    private CaseResult()
    {
    }

    /// <summary>It was carried out, and is on disk.</summary>
    /// <param name="Case">The case after it.</param>
    /// <param name="Posted">What it added to the log; null for nothing.</param>
    public sealed record Done(SupportCase Case, PostedEntry? Posted) : CaseResult;

    /// <summary>The same message of the same sender was stored before; nothing was done.</summary>
    public sealed record Duplicate(SupportCase Case) : CaseResult;

    /// <summary>Nothing was done.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Current">The case as it is; null if there is none.</param>
    public sealed record Refused(CaseRefusal Reason, SupportCase? Current) : CaseResult;
}
