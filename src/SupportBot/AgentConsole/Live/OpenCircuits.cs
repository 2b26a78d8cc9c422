using Microsoft.Extensions.Options;

namespace SupportBot.AgentConsole.Live;

// How many consoles are open on this host.
internal sealed class OpenCircuits(IOptions<ConsoleOptions> options)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool AreUsedUp => Count >= options.Value.MaxCircuits;

    public void Open() => Interlocked.Increment(ref _count);

    public void Close() => Interlocked.Decrement(ref _count);
}
