using Microsoft.AspNetCore.Components.Server.Circuits;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Live;

// One open console. While it is connected, its agent is present; when it is connected again, its pages read what they
// missed from their cursors.
internal sealed class ConsoleSession(ConsoleAgent who, AgentPresence presence, OpenCircuits circuits, CaseBoard board)
    : CircuitHandler
{
    private string? _connected;

    // Raised when the browser is connected again.
    public event Action? Resumed;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Open();
        return Task.CompletedTask;
    }

    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Agent agent = await who.GetAsync();
        if (_connected is null) await presence.ConnectAsync(agent.Id, cancellationToken);
        _connected = agent.Id;
        // Not awaited: until this method ends, the circuit takes no answer of the browser.
        Resumed?.Invoke();
        board.Refresh();
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_connected is { } agentId) presence.Disconnect(agentId);
        _connected = null;
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        circuits.Close();
        return Task.CompletedTask;
    }
}
