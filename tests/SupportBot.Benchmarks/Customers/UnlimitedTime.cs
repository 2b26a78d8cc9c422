namespace SupportBot.Benchmarks.Customers;

/// <summary>The system's time without timers, so that a busy machine does not end a search or a comparison.</summary>
internal sealed class UnlimitedTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
