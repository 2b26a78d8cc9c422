using System.Collections.Concurrent;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;

namespace SupportBot.AgentConsole.Live;

// Reports agents with a connected console as present.
internal sealed class AgentPresence(AgentStore agents, CaseBoard board, TimeProvider clock, ILogger<AgentPresence> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);

    private readonly ConcurrentDictionary<string, int> _connected = new();

    public async Task ConnectAsync(string agentId, CancellationToken cancellationToken)
    {
        _connected.AddOrUpdate(agentId, 1, (_, count) => count + 1);
        await agents.SeeAsync(agentId, cancellationToken);
        board.Refresh();
    }

    public void Disconnect(string agentId) => _connected.AddOrUpdate(agentId, 0, (_, count) => Math.Max(0, count - 1));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            string[] present = [.. _connected.Where(agent => agent.Value > 0).Select(agent => agent.Key)];
            if (present.Length == 0) continue;
            try
            {
                foreach (var agentId in present) await agents.SeeAsync(agentId, stoppingToken);
            }
            catch (StorageException e) // The next tick tries again.
            {
                log.LogWarning("Agents could not be reported as present: {Reason}", e.Message);
            }
            board.Refresh();
        }
    }
}
