using System.Net;

namespace SupportBot.BotFramework.DirectLine;

// Limits the open sockets of the host and of a network address. A socket counts until it is closed.
internal sealed class SocketSlots(DirectLineOptions options, DirectLineMetrics metrics)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    public IDisposable? TryTake(IPAddress? address)
    {
        List<Allowance> allowances = [new("host", "", options.SocketsPerHost)];
        allowances.AddRange(
            AddressRanges.Of(address, (long)options.SocketsPerConversation * options.VisitorsPerAddress));
        lock (_lock)
        {
            foreach (var allowance in allowances)
            {
                if (_open.GetValueOrDefault(allowance.Key) < allowance.Limit) continue;
                metrics.SocketRefused(allowance.Scope);
                return null;
            }
            foreach (var allowance in allowances) _open[allowance.Key] = _open.GetValueOrDefault(allowance.Key) + 1;
        }
        metrics.SocketsOpen(1);
        return new Slot(this, allowances);
    }

    private void Release(List<Allowance> allowances)
    {
        lock (_lock)
        {
            foreach (var key in allowances.Select(allowance => allowance.Key))
                if (--_open[key] == 0) _open.Remove(key);
        }
        metrics.SocketsOpen(-1);
    }

    private sealed class Slot(SocketSlots slots, List<Allowance> allowances) : IDisposable
    {
        public void Dispose() => slots.Release(allowances);
    }
}
