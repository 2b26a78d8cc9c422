using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class RequestLimiterTests
{
    private static readonly DirectLineIdentity Visitor = new("conversation", "dl_ann", []);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(10, 2)]
    [InlineData(1_000_000, 200_000)]
    public async Task An_address_has_a_request_at_a_time_for_each_five_visitors(int visitors, int atOnce)
    {
        using var limiter = new RequestLimiter(new DirectLineOptions { VisitorsPerAddress = visitors });
        var leases = await TakeAsync(limiter, atOnce, _ => "192.0.2.1");
        var next = WaitAsync(limiter, "192.0.2.1");
        Assert.False(next.IsCompleted);
        Assert.True((await WaitAsync(limiter, "192.0.2.2")).IsAcquired);
        leases[0].Dispose();
        Assert.True((await next).IsAcquired);
    }

    [Fact]
    public async Task Requests_are_worked_on_in_order()
    {
        using var limiter = new RequestLimiter(new DirectLineOptions { VisitorsPerAddress = 1 });
        var lease = await WaitAsync(limiter, "192.0.2.1");
        var waiting = Enumerable.Range(0, 6).Select(_ => WaitAsync(limiter, "192.0.2.1")).ToList();
        foreach (var next in waiting)
        {
            Assert.False(next.IsCompleted);
            lease.Dispose();
            lease = await next;
        }
        lease.Dispose();
    }

    [Fact]
    public async Task A_network_of_IPv6_has_four_times_as_many_as_one_of_its_parts()
    {
        using var limiter = new RequestLimiter(new DirectLineOptions());
        await TakeAsync(limiter, 8, i => $"2001:db8:1:{i / 2}::{i}");
        Assert.False(WaitAsync(limiter, "2001:db8:1:ffff::1").IsCompleted);
        Assert.True((await WaitAsync(limiter, "2001:db8:2::1")).IsAcquired);
    }

    [Fact]
    public async Task A_server_that_speaks_for_many_visitors_is_not_limited()
    {
        using var limiter = new RequestLimiter(new DirectLineOptions { VisitorsPerAddress = 1 });
        for (var i = 0; i < 100; i++)
            Assert.True((await WaitAsync(limiter, "192.0.2.1", DirectLineIdentity.Secret)).IsAcquired);
    }

    [Fact]
    public async Task A_message_beyond_those_that_wait_is_refused_and_a_poll_brings_nothing_new()
    {
        var accepted = new TaskCompletionSource<string?>();
        await using var server = await EchoServer.StartAsync(
            options => options.VisitorsPerAddress = 1, services => services.AddSingleton(Held(accepted.Task)));
        using var caller = new Caller(server.Address);
        caller.Token = server.Tokens.Issue(Visitor, TokenUse.Access, TimeSpan.FromMinutes(30));
        var path = $"conversations/{Visitor.ConversationId}";
        var posts = Enumerable.Range(0, 9)
            .Select(_ => caller.PostAsync($"{path}/activities", """{"type":"message","text":"hi"}""")).ToList();
        foreach (var refused in new[] { await NextAsync(posts), await NextAsync(posts) })
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"), (refused.Status, refused.Code));
            Assert.Contains("of your network", refused.Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await caller.GetAsync(path)).Status);
        var (activities, watermark) = await caller.PollAsync(Visitor.ConversationId!, 0, "7");
        Assert.Equal((0, "7"), (activities.Count, watermark));

        accepted.SetResult("conversation|0000001");
        Assert.All(await Task.WhenAll(posts), post => Assert.Equal(HttpStatusCode.OK, post.Status));
    }

    private static async Task<Reply> NextAsync(List<Task<Reply>> posts)
    {
        var first = await Task.WhenAny(posts);
        posts.Remove(first);
        return await first;
    }

    // Accepts no message before a task ends.
    private static IDirectLineConversations Held(Task<string?> accepted)
    {
        var conversations = new Mock<IDirectLineConversations>();
        conversations.Setup(all => all.AcceptAsync(
            It.IsAny<Activity>(), It.IsAny<IReadOnlyList<UploadedFile>>(), It.IsAny<IPAddress?>(),
            It.IsAny<CancellationToken>())).Returns(accepted);
        return conversations.Object;
    }

    private static async Task<IReadOnlyList<RateLimitLease>> TakeAsync(
        RequestLimiter limiter, int count, Func<int, string> address)
    {
        var leases = new List<RateLimitLease>();
        for (var i = 0; i < count; i++) leases.Add(await WaitAsync(limiter, address(i)));
        Assert.All(leases, lease => Assert.True(lease.IsAcquired));
        return leases;
    }

    private static Task<RateLimitLease> WaitAsync(
        RequestLimiter limiter, string address, DirectLineIdentity? identity = null)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.Features.Set(identity ?? Visitor);
        return limiter.WaitAsync(http).AsTask();
    }
}
