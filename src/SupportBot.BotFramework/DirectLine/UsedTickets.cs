namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// The stream tickets that opened a socket of this process, until they expire, so that none opens a second one. Several
/// hosts do not share it: a ticket can be used once on each of them within its minute.
/// </summary>
internal sealed class UsedTickets(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _byExpiry = new();

    /// <summary>The number of tickets kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _used.Count;
        }
    }

    /// <summary>Marks a ticket as used; false where it was already.</summary>
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
