namespace SupportBot.Core.Handoff;

/// <summary>
/// A place where agents work on cases. What they do goes through the commands of <see cref="CaseStore"/>; a desk shows
/// them what has changed.
/// </summary>
public interface IAgentDesk
{
    /// <summary>Whether an agent at this desk can take such a case now.</summary>
    /// <param name="language">Two-letter code of the customer's language.</param>
    /// <param name="skill">The skill that the case needs; empty for none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<bool> IsStaffedAsync(string language, string skill, CancellationToken cancellationToken);

    /// <summary>
    /// Tells that a case of a conversation has changed, or that something was written in it. Called after the commit;
    /// a call may be missed in a crash, so a desk reads the events after the last sequence number that it has shown.
    /// </summary>
    void Announce(string conversationId);

    /// <summary>Tells who is writing: an agent by name, or null for the customer. Nothing is stored.</summary>
    void AnnounceTyping(string conversationId, string? agent);
}
