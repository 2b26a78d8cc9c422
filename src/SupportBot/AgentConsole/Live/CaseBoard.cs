using System.Threading.Channels;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;

namespace SupportBot.AgentConsole.Live;

// The open cases and the team, read once for all consoles of this host whenever something has changed.
internal sealed class CaseBoard(
    CaseDirectory directory, AgentStore agents, CaseFeed feed, ILogger<CaseBoard> log) : BackgroundService
{
    private const int MostCases = 500;

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public BoardState Current { get; private set; } = BoardState.Empty;

    // Raised after the state was read again.
    public event Action? Changed;

    public void Refresh() => _changes.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(_ => Refresh(), (_, _) => { });
        Refresh();
        await foreach (var _ in _changes.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                Current = new BoardState(
                    await directory.ListOpenAsync(MostCases, stoppingToken), await agents.LoadsAsync(stoppingToken));
                Changed?.Invoke();
            }
            catch (StorageException e) // The next change reads again.
            {
                log.LogWarning("Cases could not be read: {Reason}", e.Message);
            }
        }
    }
}

// The cases are those that wait or that somebody works on, the longest waiting first.
internal sealed record BoardState(IReadOnlyList<ListedCase> Cases, IReadOnlyList<AgentLoad> Agents)
{
    public static readonly BoardState Empty = new([], []);

    public Agent? FindAgent(string? id) => Agents.FirstOrDefault(load => load.Agent.Id == id)?.Agent;
}
