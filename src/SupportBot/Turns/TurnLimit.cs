using Microsoft.Extensions.Options;

namespace SupportBot.Turns;

// Defers messages while more conversations wait for a turn than the host can serve soon.
internal sealed class TurnLimit(IOptions<RateLimitOptions> limits, MessageMetrics metrics)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // Returns the wait; zero where the message is answered.
    public TimeSpan Defer(int waiting)
    {
        if (waiting < limits.Value.HostTurns) return TimeSpan.Zero;
        metrics.Deferred("host");
        return Pause;
    }
}
