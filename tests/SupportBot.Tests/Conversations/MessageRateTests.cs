using SupportBot.Core.Conversations;

namespace SupportBot.Tests.Conversations;

public sealed class MessageRateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MessageRate Rate = new(PerMinute: 2, PerHour: 3);

    [Fact]
    public void Within_the_limits_nobody_waits() =>
        Assert.Equal(TimeSpan.Zero, Rate.Wait([Noon.AddSeconds(-1)], Noon));

    [Fact]
    public void The_wait_ends_when_the_oldest_of_the_minute_is_a_minute_old()
    {
        DateTimeOffset[] answered = [Noon.AddSeconds(-10), Noon.AddSeconds(-50)];
        Assert.Equal(TimeSpan.FromSeconds(10), Rate.Wait(answered, Noon));
        Assert.Equal(TimeSpan.Zero, Rate.Wait(answered, Noon.AddSeconds(10)));
    }

    [Fact]
    public void The_longer_wait_counts() =>
        Assert.Equal(TimeSpan.FromMinutes(40), Rate.Wait([Noon, Noon.AddSeconds(-5), Noon.AddMinutes(-20)], Noon));
}
