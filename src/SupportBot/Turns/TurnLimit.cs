using Microsoft.Extensions.Options;

namespace SupportBot.Turns;

internal sealed class TurnLimit(IOptions<RateLimitOptions> limits, MessageMetrics metrics)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public TimeSpan Defer(int waiting)
    {
        if (waiting < limits.Value.HostTurns) return TimeSpan.Zero;
        metrics.Deferred("host");
        return Pause;
    }
}
