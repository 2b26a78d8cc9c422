using System.Net;
using Elastic.Clients.Elasticsearch.IndexManagement;
using SupportBot.Elasticsearch;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Elasticsearch;

public sealed class RetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_begin_at_each_node_in_turn()
    {
        var cluster = new ClusterDouble();
        using var open = cluster.Open("abc");
        for (var i = 0; i < 4; i++) Assert.Null((await open.CountAsync(Cancel)).Error);
        Assert.Equal("abca", cluster.Hosts);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Another_node_is_asked_where_one_fails_and_that_one_is_left_alone(int status)
    {
        var cluster = new ClusterDouble().Then("a", (HttpStatusCode)status);
        using var open = cluster.Open("ab");
        for (var i = 0; i < 3; i++) Assert.Equal(1, (await open.CountAsync(Cancel)).Value!.Count);
        Assert.Equal("abbb", cluster.Hosts);
    }

    [Fact]
    public async Task A_broken_connection_a_proxys_page_and_an_answer_that_ends_early_lead_to_another_node()
    {
        var cluster = new ClusterDouble()
            .ThenThrows("a", HttpRequestError.ConnectionError)
            .Then("b", HttpStatusCode.OK, "<html>", "text/html")
            .Then("c", _ => Task.FromResult(new HttpResponseMessage { Content = new CutContent() }));
        using var open = cluster.Open("abcd");
        Assert.Equal(1, (await open.CountAsync(Cancel)).Value!.Count);
        Assert.Equal("abcd", string.Concat(cluster.Hosts.Order()));
    }

    [Fact]
    public async Task Each_node_is_asked_once_and_then_the_call_fails()
    {
        var cluster = new ClusterDouble();
        foreach (var node in "abc") cluster.ThenThrows($"{node}", HttpRequestError.ConnectionError);
        using var open = cluster.Open("abc");
        Assert.Equal(ErrorKind.Unavailable, (await open.CountAsync(Cancel)).Error!.Kind);
        Assert.Equal("abc", string.Concat(cluster.Hosts.Order()));
    }

    [Fact]
    public async Task Where_all_nodes_are_dead_one_is_asked()
    {
        var cluster = new ClusterDouble();
        for (var i = 0; i < 2; i++)
            foreach (var node in "abc") cluster.ThenThrows($"{node}", HttpRequestError.ConnectionError);
        using var open = cluster.Open("abc");
        await open.CountAsync(Cancel);
        for (var i = 0; i < 3; i++) Assert.Equal(ErrorKind.Unavailable, (await open.CountAsync(Cancel)).Error!.Kind);
        Assert.Equal(1, (await open.CountAsync(Cancel)).Value!.Count);
        Assert.Equal(("abc", 7), (string.Concat(cluster.Hosts[..3].Order()), cluster.Hosts.Length));
    }

    [Theory]
    [InlineData(400, ErrorKind.Rejected)]
    [InlineData(401, ErrorKind.Unauthorized)]
    [InlineData(403, ErrorKind.Unauthorized)]
    [InlineData(404, ErrorKind.Rejected)]
    [InlineData(408, ErrorKind.TimedOut)]
    [InlineData(429, ErrorKind.Busy)]
    [InlineData(500, ErrorKind.Unavailable)]
    public async Task An_answer_that_another_node_would_give_too_is_the_answer(int status, object kind)
    {
        var cluster = new ClusterDouble().Then(
            "a",
            (HttpStatusCode)status,
            $$$"""{"error":{"type":"t","reason":"r"},"status":{{{status}}}}""");
        using var open = cluster.Open("ab");
        var error = (await open.CountAsync(Cancel)).Error!;
        Assert.Equal((kind, (int?)status, "t", "a"), (error.Kind, error.Status, error.Type, cluster.Hosts));
    }

    [Fact]
    public async Task A_single_node_is_asked_again_once_a_moment_later()
    {
        var (cluster, clock) = (new ClusterDouble().Then("a", HttpStatusCode.ServiceUnavailable), new WatchedClock());
        using var open = cluster.Open("a", clock);
        var counting = open.CountAsync(Cancel);
        await clock.PassAsync(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), Cancel);
        Assert.Equal(1, (await counting).Value!.Count);
        Assert.Equal("aa", cluster.Hosts);
    }

    [Fact]
    public async Task A_call_that_may_have_worked_is_repeated_only_where_that_does_no_harm()
    {
        foreach (var nodes in new[] { "a", "ab" })
        {
            var cluster = new ClusterDouble().Then("a", HttpStatusCode.ServiceUnavailable);
            using var open = cluster.Open(nodes);
            Assert.Equal(ErrorKind.Unavailable, (await CreateAsync(open)).Error!.Kind);
            Assert.Equal("a", cluster.Hosts);
        }
    }

    [Fact]
    public async Task A_call_that_was_never_sent_goes_to_another_node_whatever_it_is()
    {
        var cluster = new ClusterDouble().ThenThrows("a", HttpRequestError.ConnectionError);
        using var open = cluster.Open("ab");
        Assert.True((await CreateAsync(open)).Succeeded);
        Assert.Equal("ab", cluster.Hosts);
    }

    [Fact]
    public async Task A_node_that_hangs_leaves_a_quarter_of_the_time_to_the_next()
    {
        var (cluster, clock) = (new ClusterDouble().ThenHangs("a"), new WatchedClock());
        using var open = cluster.Open("ab", clock);
        var counting = open.CountAsync(Cancel);
        await clock.PassAsync(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1.5), Cancel);
        Assert.Equal(1, (await counting).Value!.Count);
        Assert.Equal("ab", cluster.Hosts);
    }

    [Fact]
    public async Task A_single_node_that_hangs_has_all_of_the_time_and_is_not_asked_again()
    {
        var (cluster, clock) = (new ClusterDouble().ThenHangs("a"), new WatchedClock());
        using var open = cluster.Open("a", clock);
        var counting = open.CountAsync(Cancel);
        await clock.PassAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), Cancel);
        Assert.Equal(ErrorKind.TimedOut, (await counting).Error!.Kind);
        Assert.Equal("a", cluster.Hosts);
    }

    [Fact]
    public async Task A_caller_who_gives_up_throws_and_says_nothing_about_the_node()
    {
        var cluster = new ClusterDouble().ThenHangs("a");
        using var open = cluster.Open("ab");
        using var enough = new CancellationTokenSource();
        var counting = open.CountAsync(enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => counting);
        await open.CountAsync(Cancel);
        await open.CountAsync(Cancel);
        Assert.Equal("aba", cluster.Hosts);
    }

    private static Task<ElasticsearchResult<CreateIndexResponse>> CreateAsync(ElasticsearchCluster cluster) =>
        cluster.ManageAsync((client, token) => client.Indices.CreateAsync("i", token), Cancel, isIdempotent: false);

    /// <summary>An answer whose connection ends before it does.</summary>
    private sealed class CutContent : HttpContent
    {
        public CutContent() => Headers.ContentType = new("application/vnd.elasticsearch+json");

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new HttpIOException(HttpRequestError.ResponseEnded);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
