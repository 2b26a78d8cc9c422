using SupportBot.Core.Contact;
using SupportBot.Core.Conversations;

namespace SupportBot.Core.Handoff;

/// <summary>A message that a command adds to the conversation's log.</summary>
/// <param name="Write">Makes the entry, given its number and the case after the command.</param>
/// <param name="SenderId">An agent's id as <see cref="AgentSender"/> writes it; empty for the bot.</param>
/// <param name="ClientId">Identifies repetitions of the same message; null if it cannot be repeated.</param>
/// <param name="Form">The form that it shows; null for none.</param>
public sealed record CasePost(
    Func<long, SupportCase, LogEntry> Write, string SenderId = "", string? ClientId = null, ContactForm? Form = null)
{
    private const string AgentPrefix = "agent:";

    /// <summary>The sender id of an agent in a log.</summary>
    public static string AgentSender(string agentId) => AgentPrefix + agentId;

    /// <summary>The agent with this sender id; null if it is not that of an agent.</summary>
    public static string? AgentOf(string senderId) =>
        senderId.StartsWith(AgentPrefix, StringComparison.Ordinal) ? senderId[AgentPrefix.Length..] : null;
}
