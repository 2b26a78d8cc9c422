using System.Net;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class AddressRangesTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", 2)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", 1)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 1)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", 2)]
    public void Addresses_of_one_subscriber_share_a_limit(string one, string other, int expected)
    {
        var totals = new SlidingTotals(TimeSpan.FromMinutes(1), TimeProvider.System);
        var admitted = new[] { one, other }.Count(address =>
            totals.TryAdd(AddressRanges.Of(IPAddress.Parse(address), 1), 1) is null);
        Assert.Equal(expected, admitted);
    }

    [Fact]
    public void A_holder_of_65536_networks_gets_four_times_as_much_as_one_network()
    {
        var totals = new SlidingTotals(TimeSpan.FromMinutes(1), TimeProvider.System);
        var admitted = Enumerable
            .Range(0, 1_000)
            .Count(i => totals.TryAdd(AddressRanges.Of(IPAddress.Parse($"2001:db8:1:{i:x}::1"), 5), 1) is null);
        Assert.Equal(20, admitted);
        Assert.Null(totals.TryAdd(AddressRanges.Of(IPAddress.Parse("2001:db8:2::1"), 5), 1));
    }

    [Fact]
    public void The_wait_that_is_told_is_the_one_after_which_it_fits()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
            new DateTimeOffset(2026, 3, 1, 12, 20, 0, TimeSpan.Zero));
        var totals = new SlidingTotals(TimeSpan.FromHours(1), clock);
        Allowance[] allowances = [new("address", "a", 10)];
        for (var i = 0; i < 10; i++) Assert.Null(totals.TryAdd(allowances, 1));
        for (var i = 0; i < 20; i++)
        {
            var wait = totals.TryAdd(allowances, 1)!.Wait;
            Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
            clock.Advance(wait - TimeSpan.FromSeconds(1));
            Assert.NotNull(totals.TryAdd(allowances, 1));
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Null(totals.TryAdd(allowances, 1));
        }
    }
}
