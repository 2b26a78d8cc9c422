using System.Collections.Concurrent;
using System.Threading.Channels;

namespace SupportBot.Hosting;

// Keys to work on: one after another for each key, and keys in parallel. A key that is woken while it is worked on is
// worked on once more.
internal sealed class WakeQueue(TimeProvider clock)
{
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();

    // How often each key was woken since the work on it began.
    private readonly ConcurrentDictionary<string, int> _wakeUps = new(StringComparer.Ordinal);

    private readonly Dictionary<string, DateTimeOffset> _later = new(StringComparer.Ordinal);

    public int Waiting => _ready.Reader.Count;

    public int Running => _wakeUps.Count - Waiting;

    public void Wake(string key)
    {
        if (_wakeUps.AddOrUpdate(key, 1, (_, wakeUps) => wakeUps + 1) == 1) _ready.Writer.TryWrite(key);
    }

    // Does nothing if the key is to be woken earlier.
    public void WakeLater(string key, TimeSpan wait, CancellationToken stopping)
    {
        var due = clock.GetUtcNow() + wait;
        lock (_later)
        {
            if (_later.TryGetValue(key, out var earlier) && earlier <= due) return;
            _later[key] = due;
        }
        _ = Task.Delay(wait, clock, stopping).ContinueWith(
            _ => WakeAt(key, due), stopping, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    public Task RunAsync(int mostAtOnce, Func<string, Task> work, CancellationToken stopping) => Parallel.ForEachAsync(
        _ready.Reader.ReadAllAsync(stopping),
        new ParallelOptions { MaxDegreeOfParallelism = mostAtOnce, CancellationToken = stopping },
        async (key, _) => await WorkAsync(key, work, stopping));

    private void WakeAt(string key, DateTimeOffset due)
    {
        lock (_later)
            if (_later.TryGetValue(key, out var known) && known == due) _later.Remove(key);
        Wake(key);
    }

    private async Task WorkAsync(string key, Func<string, Task> work, CancellationToken stopping)
    {
        int wakeUps;
        do
        {
            wakeUps = _wakeUps[key];
            await work(key);
        }
        while (!stopping.IsCancellationRequested && !_wakeUps.TryRemove(KeyValuePair.Create(key, wakeUps)));
    }
}
