using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;

namespace SupportBot.AgentConsole.Live;

// Whose console this circuit is.
internal sealed class ConsoleAgent(
    AuthenticationStateProvider state, EndedSignIns ended, IOptions<HandoffOptions> options)
{
    private Agent? _agent;
    private SignInTicket? _ticket;

    // A circuit outlives its cookie.
    public bool IsSignedOut => _ticket is not null && ended.IsOver(_ticket);

    public async Task<Agent> GetAsync()
    {
        if (_agent is not null) return _agent;
        var user = (await state.GetAuthenticationStateAsync()).User;
        _ticket = AgentClaims.TicketOf(user);
        return _agent = AgentClaims.Read(user, options.Value)
            ?? throw new InvalidOperationException("Nobody has signed in.");
    }
}
