namespace SupportBot.BotFramework.DirectLine;

// Stream tickets used in this process, until they expire, so that each opens one socket. Hosts do not share them: a
// ticket can be used once on each host while it is valid.
internal sealed class UsedTickets(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _byExpiry = new();

    public int Count
    {
        get
        {
            lock (_lock) return _used.Count;
        }
    }

    public bool TryUse(string id, DateTimeOffset expiry)
    {
        lock (_lock)
        {
            while (_byExpiry.TryPeek(out var oldest, out var end) && end <= clock.GetUtcNow())
            {
                _used.Remove(oldest);
                _byExpiry.Dequeue();
            }
            if (!_used.Add(id)) return false;
            _byExpiry.Enqueue(id, expiry);
            return true;
        }
    }
}
