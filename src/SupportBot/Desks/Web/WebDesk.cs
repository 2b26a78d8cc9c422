using SupportBot.Core.Handoff;

namespace SupportBot.Desks.Web;

// Agents in the web console. Each page subscribes to the feed and has a cursor of its own.
internal sealed class WebDesk(CaseBacklog backlog, CaseFeed feed) : IAgentDesk
{
    public Task<bool> IsStaffedAsync(string language, string skill, CancellationToken cancellationToken) =>
        backlog.IsStaffedAsync(language, skill, cancellationToken);

    public void Announce(string conversationId) => feed.Announce(conversationId);

    public void AnnounceTyping(string conversationId, string? agent) => feed.AnnounceTyping(conversationId, agent);
}
