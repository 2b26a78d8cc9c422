namespace SupportBot.Core.Handoff;

/// <summary>Something that a customer, an agent or the clock does to a case.</summary>
public abstract record CaseCommand
{
    private CaseCommand()
    {
    }

    /// <summary>The customer accepts the offer of a person, and waits.</summary>
    public sealed record Accept : CaseCommand;

    /// <summary>The customer does not accept it.</summary>
    public sealed record Decline : CaseCommand;

    /// <summary>The customer leaves the queue, or ends the talk with the agent.</summary>
    public sealed record Leave : CaseCommand;

    /// <summary>The customer wrote a message.</summary>
    public sealed record CustomerWrote : CaseCommand;

    /// <summary>The customer rates an ended case.</summary>
    /// <param name="Score">1 to 5; null where only the reason or comment is given.</param>
    /// <param name="Reason">Why it is bad; null for none.</param>
    /// <param name="Comment">At most 2,000 characters; null for none.</param>
    public sealed record Rate(int? Score, string? Reason = null, string? Comment = null) : CaseCommand;

    /// <summary>The customer comes back to a case that ended a short time ago.</summary>
    public sealed record Reopen : CaseCommand;

    /// <summary>An agent takes a waiting case.</summary>
    public sealed record Claim(string AgentId) : CaseCommand;

    /// <summary>An agent takes over the case of a colleague.</summary>
    public sealed record TakeOver(string AgentId) : CaseCommand;

    /// <summary>The owner writes to the customer.</summary>
    /// <param name="AgentId">The owner.</param>
    /// <param name="SeenThrough">
    /// The number of the last log entry that the agent has seen. If an agent wrote after it, the reply is refused.
    /// </param>
    public sealed record Reply(string AgentId, long SeenThrough) : CaseCommand;

    /// <summary>An agent writes a note that the customer never sees.</summary>
    public sealed record Note(string AgentId, string Text) : CaseCommand;

    /// <summary>The owner gives the case to a colleague, or back to the queue.</summary>
    /// <param name="AgentId">The owner.</param>
    /// <param name="ToAgentId">The colleague; null for the queue.</param>
    public sealed record Transfer(string AgentId, string? ToAgentId) : CaseCommand;

    /// <summary>The owner lets it rest until a time, or until the customer writes.</summary>
    public sealed record Snooze(string AgentId, DateTimeOffset Until) : CaseCommand;

    /// <summary>The owner ends it; the bot answers again.</summary>
    public sealed record Resolve(string AgentId) : CaseCommand;

    /// <summary>The snooze is over.</summary>
    public sealed record Wake : CaseCommand;

    /// <summary>The owner is offline or silent; the case goes back to the queue.</summary>
    public sealed record Release : CaseCommand;

    /// <summary>Nobody answered the offer, or nobody took the case in time.</summary>
    public sealed record TimeOut : CaseCommand;
}
