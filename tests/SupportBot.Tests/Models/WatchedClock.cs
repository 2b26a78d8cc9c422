using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace SupportBot.Tests.Models;

/// <summary>A clock that tells when somebody begins to wait, so that a test lets time pass then and not before.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody waits.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _waits.Reader.ReadAsync(cancellationToken);

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
}
