namespace SupportBot.Core.Handoff;

/// <summary>All desks together.</summary>
/// <param name="desks">The desks.</param>
public sealed class AgentDesks(IEnumerable<IAgentDesk> desks)
{
    private readonly IReadOnlyList<IAgentDesk> _desks = [.. desks];

    /// <summary>Whether an agent at any desk can take such a case now.</summary>
    /// <inheritdoc cref="IAgentDesk.IsStaffedAsync"/>
    public async Task<bool> IsStaffedAsync(string language, string skill, CancellationToken cancellationToken)
    {
        foreach (var desk in _desks)
            if (await desk.IsStaffedAsync(language, skill, cancellationToken).ConfigureAwait(false)) return true;
        return false;
    }

    /// <inheritdoc cref="IAgentDesk.Announce"/>
    public void Announce(string conversationId)
    {
        foreach (var desk in _desks) desk.Announce(conversationId);
    }

    /// <inheritdoc cref="IAgentDesk.AnnounceTyping"/>
    public void AnnounceTyping(string conversationId, string? agent)
    {
        foreach (var desk in _desks) desk.AnnounceTyping(conversationId, agent);
    }
}
