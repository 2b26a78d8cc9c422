using Microsoft.Extensions.Options;

namespace SupportBot.Turns;

/// <summary>Puts messages off while more turns wait than the host can run soon.</summary>
internal sealed class TurnCeiling(IOptions<RateLimitOptions> limits, MessageMetrics metrics)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>How long a message has to wait; zero where its turn may wait for its answer.</summary>
    /// <param name="waiting">How many conversations wait for a turn.</param>
    public TimeSpan Defer(int waiting)
    {
        if (waiting < limits.Value.HostTurns) return TimeSpan.Zero;
        metrics.Deferred("host");
        return Pause;
    }
}
