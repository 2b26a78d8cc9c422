using SupportBot.Core.Contact;
using SupportBot.Core.Conversations;

namespace SupportBot.Core.Handoff;

/// <summary>A message that a command adds to the conversation's log.</summary>
/// <param name="Write">Makes the entry, given its number.</param>
/// <param name="SenderId">An agent's id as <see cref="AgentSender"/> writes it; empty for the bot.</param>
/// <param name="ClientId">Identifies repetitions of the same message; null if it cannot be repeated.</param>
/// <param name="Form">The form that it shows; null for none.</param>
public sealed record CasePost(
    Func<long, LogEntry> Write, string SenderId = "", string? ClientId = null, ContactForm? Form = null)
{
    internal const string AgentPrefix = "agent:";

    /// <summary>The sender id of an agent in a log.</summary>
    public static string AgentSender(string agentId) => $"{AgentPrefix}{agentId}";
}

/// <summary>A message that a command has added to the conversation's log.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="Entry">The entry.</param>
/// <param name="IsNext">Whether it is to be sent to its channel now.</param>
public sealed record PostedEntry(long Number, LogEntry Entry, bool IsNext);
