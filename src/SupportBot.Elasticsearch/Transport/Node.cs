namespace SupportBot.Elasticsearch.Transport;

/// <summary>A node of the cluster, and whether it is worth asking.</summary>
/// <param name="address">Ends with a slash.</param>
/// <param name="time">Tells when a dead node may be tried again.</param>
internal sealed class Node(Uri address, TimeProvider time)
{
    private static readonly TimeSpan DeadTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestDeadTime = TimeSpan.FromMinutes(30);

    private readonly Lock _state = new();
    private int _failures;
    private long _since;
    private TimeSpan _pause;

    public Uri Address => address;

    /// <summary>Whether it has shown that it is an Elasticsearch.</summary>
    public bool IsKnown { get; set; }

    /// <summary>For how long it is not to be asked; zero or less for a node that may be.</summary>
    public TimeSpan DeadFor
    {
        get
        {
            lock (_state) return _failures == 0 ? TimeSpan.Zero : _pause - time.GetElapsedTime(_since);
        }
    }

    /// <summary>It failed: the more often in a row, the longer it is left alone.</summary>
    public void MarkDead()
    {
        lock (_state)
        {
            _pause = PauseAfter(_failures++);
            _since = time.GetTimestamp();
        }
    }

    public void MarkAlive()
    {
        lock (_state) _failures = 0;
    }

    /// <param name="failures">Failures in a row before this one.</param>
    private static TimeSpan PauseAfter(int failures)
    {
        var seconds = DeadTime.TotalSeconds * 2 * Math.Pow(2, failures / 2d - 1);
        return seconds < LongestDeadTime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestDeadTime;
    }
}
