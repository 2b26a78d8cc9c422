using System.Net;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// How many sockets are open, in all and by network address. A socket counts until it is gone, also while it is being
/// closed.
/// </summary>
internal sealed class SocketSlots(DirectLineOptions options, DirectLineMetrics metrics)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Takes a slot until it is disposed.</summary>
    /// <param name="address">The client's network address; null for one that is not counted.</param>
    /// <returns>Null where none is free.</returns>
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

    private void Free(List<Allowance> allowances)
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
        public void Dispose() => slots.Free(allowances);
    }
}
