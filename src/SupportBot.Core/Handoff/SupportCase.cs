using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace SupportBot.Core.Handoff;

/// <summary>One escalation of a conversation to people.</summary>
public sealed record SupportCase
{
    /// <summary>128 random bits in hexadecimal.</summary>
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>Number of the log entry at which it began.</summary>
    public required long Number { get; init; }

    public required CaseState State { get; init; }

    public required HandoffReason Reason { get; init; }

    /// <summary>The customer's message that led to it.</summary>
    public required string Question { get; init; }

    /// <summary>Two-letter code of the customer's language.</summary>
    public required string Language { get; init; }

    /// <summary>The skill that an agent needs; empty for none.</summary>
    public string Skill { get; init; } = "";

    /// <summary>The agent who owns it; null while nobody does. Stays after the end.</summary>
    public string? AgentId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>When the customer wrote last.</summary>
    public required DateTimeOffset CustomerAt { get; init; }

    /// <summary>When the agent wrote last, or took the case.</summary>
    public DateTimeOffset? AgentAt { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Number of the log entry at which the bot took over again; null before.</summary>
    public long? EndedNumber { get; init; }

    /// <summary>The customer's rating, 1 to 5; null for none.</summary>
    public int? Rating { get; init; }

    public string? RatingReason { get; init; }

    public string? RatingComment { get; init; }

    /// <summary>Who answers the customer now.</summary>
    public ConversationOwner Owner => OwnerIn(State);

    public bool IsOpen => State is CaseState.Offered || Owner != ConversationOwner.Bot;

    /// <summary>
    /// Whether a command is possible in this state; capacity and collisions are checked when it is done.
    /// </summary>
    public bool Allows(CaseCommand command, DateTimeOffset now) =>
        new CaseRules(this, now).Apply(command) is CaseTransition.Applied;

    /// <summary>Makes the id of a new case.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    internal static ConversationOwner OwnerIn(CaseState state) => state switch
    {
        CaseState.Waiting => ConversationOwner.Queue,
        CaseState.Assigned or CaseState.Active or CaseState.Snoozed => ConversationOwner.Human,
        _ => ConversationOwner.Bot,
    };
}

/// <summary>Who answers a conversation.</summary>
public enum ConversationOwner
{
    Bot,

    /// <summary>The customer waits for an agent; the bot tells the position and answers nothing.</summary>
    Queue,

    /// <summary>An agent; the bot is silent.</summary>
    Human,
}

/// <summary>The state of a case.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaseState>))]
public enum CaseState
{
    /// <summary>The customer was asked whether to talk to a person.</summary>
    Offered,
    Waiting,

    /// <summary>An agent took it and has not written yet.</summary>
    Assigned,
    Active,
    Snoozed,
    Resolved,

    /// <summary>The customer did not accept the offer.</summary>
    Declined,

    /// <summary>The customer ended it, in the queue or later.</summary>
    Left,

    /// <summary>Nobody took it in time.</summary>
    TimedOut,
}

/// <summary>Why a conversation was escalated.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HandoffReason>))]
public enum HandoffReason
{
    CustomerRequest,
    MissingKnowledge,
    UnsupportedRequest,
    Policy,
    ToolFailure,
    PendingClarification,
    UsageLimit,
}
