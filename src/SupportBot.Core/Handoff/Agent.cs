using System.Text.Json.Serialization;

namespace SupportBot.Core.Handoff;

/// <summary>A member of the support team.</summary>
public sealed record Agent
{
    /// <summary>The identity provider's id of the person; never chosen by them.</summary>
    public required string Id { get; init; }

    /// <summary>The name that customers see.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Address of the picture below the pages of the widget and of the console, <c>agents/{hash}</c>; empty for none.
    /// </summary>
    public string PhotoUrl { get; init; } = "";

    public AgentRole Role { get; init; }

    public AgentStatus Status { get; init; } = AgentStatus.Offline;

    /// <summary>How many cases they work on at the same time.</summary>
    public int Capacity { get; init; } = 5;

    /// <summary>What they can do, in lower case.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Two-letter codes of the languages that they write; empty for any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>When a desk last reported that they are there.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Whether they have the language and skill that a case needs.</summary>
    public bool CanTake(string language, string skill) =>
        (Languages.Count == 0 || Languages.Contains(language)) && (skill.Length == 0 || Skills.Contains(skill));
}

/// <summary>What a member of the team may do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgentRole>))]
public enum AgentRole
{
    Agent,

    /// <summary>Also sees all conversations, and takes over the cases of others.</summary>
    Supervisor,
}

/// <summary>Whether an agent takes cases.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgentStatus>))]
public enum AgentStatus
{
    Online,

    /// <summary>Keeps their cases, and gets no new ones.</summary>
    Away,

    /// <summary>Their cases go back to the queue.</summary>
    Offline,
}

/// <summary>An agent with the number of their open cases.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Open">Cases that they own and that are not snoozed.</param>
/// <param name="IsPresent">Whether a desk has reported them lately, and they are not offline.</param>
public sealed record AgentLoad(Agent Agent, int Open, bool IsPresent)
{
    /// <summary>Whether they can take one more case now.</summary>
    public bool IsFree => IsPresent && Agent.Status == AgentStatus.Online && Open < Agent.Capacity;
}
