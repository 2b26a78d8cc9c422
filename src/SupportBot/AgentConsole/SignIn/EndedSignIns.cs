using System.Collections.Concurrent;

namespace SupportBot.AgentConsole.SignIn;

// Sign-ins that ended before their cookie expires. A browser's other tabs, and copies of its cookie, end with them.
internal sealed class EndedSignIns(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new();

    public void End(SignInTicket ticket)
    {
        var now = clock.GetUtcNow();
        foreach (var (id, expiresAt) in _ended)
            if (expiresAt <= now) _ended.TryRemove(id, out _);
        _ended[ticket.Id] = ticket.ExpiresAt;
    }

    public bool IsOver(SignInTicket ticket) =>
        ticket.ExpiresAt <= clock.GetUtcNow() || _ended.ContainsKey(ticket.Id);
}

// One sign-in of an agent, in one browser.
internal sealed record SignInTicket(string Id, DateTimeOffset ExpiresAt);
