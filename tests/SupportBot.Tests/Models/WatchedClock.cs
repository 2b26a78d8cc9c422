using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace SupportBot.Tests.Models;

/// <summary>
/// A clock that tells when somebody begins to wait, so that a test lets time pass then and not before.
/// </summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _changes = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return new WatchedTimer(timer, this);
    }

    /// <summary>Completes when a timer that there is already is set to a time.</summary>
    public Task NextChangeAsync(TimeSpan dueTime) =>
        _changes.GetOrAdd(dueTime, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Waits until somebody waits.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) =>
        await _waits.Reader.ReadAsync(cancellationToken);

    /// <summary>Forgets who waits already.</summary>
    public void Forget()
    {
        while (_waits.Reader.TryRead(out _)) { }
    }

    /// <summary>Lets the time pass for which somebody began to wait, where it is no more than so much.</summary>
    public void PassWaits(TimeSpan most)
    {
        while (_waits.Reader.TryRead(out var wait))
            if (wait > TimeSpan.Zero && wait <= most) Advance(wait);
    }

    /// <summary>Waits until somebody waits for a time within two bounds, then lets it pass.</summary>
    public async Task PassAsync(TimeSpan least, TimeSpan most, CancellationToken cancellationToken)
    {
        await foreach (var wait in _waits.Reader.ReadAllAsync(cancellationToken))
            if (wait >= least && wait <= most)
            {
                Advance(wait);
                return;
            }
    }

    private sealed class WatchedTimer(ITimer timer, WatchedClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            if (clock._changes.TryRemove(dueTime, out var awaited)) awaited.SetResult();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
