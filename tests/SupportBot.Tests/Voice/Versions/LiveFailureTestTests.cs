using SupportBot.Core.Voice.Versions;

namespace SupportBot.Tests.Voice.Versions;

public sealed class LiveFailureTestTests
{
    private const int Runs = 400;

    [Fact]
    public void Few_replies_decide_nothing() =>
        Assert.False(LiveFailureTest.IsWorse(new ReplyCount(29, 29), new ReplyCount(1000, 0)));

    [Fact]
    public void Fewer_failures_are_no_reason() =>
        Assert.False(LiveFailureTest.IsWorse(new ReplyCount(500, 0), new ReplyCount(500, 250)));

    [Fact]
    public void Many_more_failures_are() =>
        Assert.True(LiveFailureTest.IsWorse(new ReplyCount(30, 15), new ReplyCount(30, 1)));

    [Theory]
    [InlineData(.02)]
    [InlineData(.10)]
    [InlineData(.30)]
    public void A_version_that_is_no_worse_is_seldom_taken_back_within_1000_replies(double rate)
    {
        var wrong = Enumerable.Range(0, Runs).Count(run => StopsAt(run, rate, rate, most: 1000) is not null);
        TestContext.Current.SendDiagnosticMessage($"{rate:P0}: {wrong} of {Runs} runs were stopped wrongly.");
        Assert.InRange(wrong, 0, Runs * .04);
    }

    [Fact]
    public void A_version_that_fails_far_more_often_is_taken_back_within_150_replies()
    {
        var stops = Enumerable.Range(0, Runs)
            .Select(run => StopsAt(run, .25, .03, most: 1000) ?? 1000).Order().ToList();
        TestContext.Current.SendDiagnosticMessage($"25 % against 3 %: median {stops[Runs / 2]} replies.");
        Assert.InRange(stops[(int)(Runs * .95)], 30, 150);
    }

    /// <summary>The number of replies of each after which the test stops; null if it does not.</summary>
    private static int? StopsAt(int seed, double rate, double others, int most)
    {
        var random = new Random(seed);
        int failed = 0, failedOthers = 0;
        for (var n = 1; n <= most; n++)
        {
            if (random.NextDouble() < rate) failed++;
            if (random.NextDouble() < others) failedOthers++;
            if (LiveFailureTest.IsWorse(new ReplyCount(n, failed), new ReplyCount(n, failedOthers))) return n;
        }
        return null;
    }
}
