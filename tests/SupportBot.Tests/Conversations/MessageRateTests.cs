using SupportBot.Core.Conversations;

namespace SupportBot.Tests.Conversations;

public sealed class MessageRateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Within_the_limits_nobody_waits() =>
        Assert.Equal(TimeSpan.Zero, MessageRate.Wait(null, null, Noon));

    [Fact]
    public void The_wait_ends_when_the_oldest_of_the_minute_is_a_minute_old()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), MessageRate.Wait(Noon.AddSeconds(-50), null, Noon));
        Assert.Equal(TimeSpan.Zero, MessageRate.Wait(Noon.AddSeconds(-50), null, Noon.AddSeconds(10)));
    }

    [Fact]
    public void The_longer_wait_counts()
    {
        Assert.Equal(TimeSpan.FromMinutes(40), MessageRate.Wait(Noon.AddSeconds(-5), Noon.AddMinutes(-20), Noon));
        Assert.Equal(TimeSpan.FromSeconds(55), MessageRate.Wait(Noon.AddSeconds(-5), Noon.AddMinutes(-59.5), Noon));
    }
}
