using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;

namespace SupportBot.AgentConsole.Live;

// Whose console this circuit is.
internal sealed class ConsoleAgent(AuthenticationStateProvider state, IOptions<HandoffOptions> options)
{
    private Agent? _agent;

    public async Task<Agent> GetAsync() => _agent ??=
        AgentClaims.Read((await state.GetAuthenticationStateAsync()).User, options.Value)
            ?? throw new InvalidOperationException("Nobody has signed in.");
}
