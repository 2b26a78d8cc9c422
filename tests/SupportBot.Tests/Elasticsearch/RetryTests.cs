using System.Net;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Elasticsearch;

public sealed class RetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_begin_at_each_node_in_turn()
    {
        var cluster = new ClusterDouble();
        using var client = cluster.Client("abc");
        for (var i = 0; i < 4; i++) Assert.Null((await CountAsync(client)).Error);
        Assert.Equal("abca", cluster.Hosts);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Another_node_is_asked_where_one_fails_and_that_one_is_left_alone_for_a_minute(int status)
    {
        var (cluster, time) = (new ClusterDouble().Then("a", (HttpStatusCode)status), new FakeTimeProvider());
        using var client = cluster.Client("ab", time);
        for (var i = 0; i < 3; i++) Assert.Equal(1, (await CountAsync(client)).Value);
        Assert.Equal("abbb", cluster.Hosts);

        time.Advance(TimeSpan.FromSeconds(61));
        await CountAsync(client);
        await CountAsync(client);
        Assert.Contains('a', cluster.Hosts[4..]);
    }

    [Fact]
    public async Task A_broken_connection_a_proxys_page_and_an_answer_that_ends_early_lead_to_another_node()
    {
        var cluster = new ClusterDouble()
            .ThenThrows("a", HttpRequestError.ConnectionError)
            .Then("b", HttpStatusCode.OK, "<html>", "text/html")
            .Then("c", _ => Task.FromResult(new HttpResponseMessage { Content = new CutContent() }));
        using var client = cluster.Client("abcd");
        Assert.Equal(1, (await CountAsync(client)).Value);
        Assert.Equal("abcd", cluster.Hosts);
    }

    [Fact]
    public async Task Each_node_is_asked_once_and_then_the_call_fails()
    {
        var cluster = new ClusterDouble();
        foreach (var node in "abc") cluster.ThenThrows($"{node}", HttpRequestError.ConnectionError);
        using var client = cluster.Client("abc");
        Assert.Equal(ErrorKind.Unavailable, (await CountAsync(client)).Error!.Kind);
        Assert.Equal("abc", cluster.Hosts);
    }

    [Fact]
    public async Task Where_all_nodes_are_dead_one_is_asked()
    {
        var cluster = new ClusterDouble();
        for (var i = 0; i < 2; i++)
            foreach (var node in "abc") cluster.ThenThrows($"{node}", HttpRequestError.ConnectionError);
        using var client = cluster.Client("abc");
        await CountAsync(client);
        for (var i = 0; i < 3; i++) Assert.Equal(ErrorKind.Unavailable, (await CountAsync(client)).Error!.Kind);
        Assert.Equal(1, (await CountAsync(client)).Value);
        Assert.Equal("abcabca", cluster.Hosts);
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
        var cluster = new ClusterDouble().Then("a", (HttpStatusCode)status, """{"error":{"type":"t","reason":"r"},"status":0}""");
        using var client = cluster.Client("ab");
        var error = (await CountAsync(client)).Error!;
        Assert.Equal((kind, (int?)status, "t", "a"), (error.Kind, error.Status, error.Type, cluster.Hosts));
    }

    [Fact]
    public async Task A_single_node_is_asked_again_once_a_moment_later()
    {
        var (cluster, clock) = (new ClusterDouble().Then("a", HttpStatusCode.ServiceUnavailable), new WatchedClock());
        using var client = cluster.Client("a", clock);
        var counting = CountAsync(client);
        await clock.PassAsync(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), Cancel);
        Assert.Equal(1, (await counting).Value);
        Assert.Equal("aa", cluster.Hosts);
    }

    [Fact]
    public async Task A_call_that_may_have_worked_is_repeated_only_where_that_does_no_harm()
    {
        foreach (var nodes in new[] { "a", "ab" })
        {
            var cluster = new ClusterDouble().Then("a", HttpStatusCode.ServiceUnavailable);
            using var client = cluster.Client(nodes);
            Assert.Equal(ErrorKind.Unavailable, (await CreateAsync(client)).Error!.Kind);
            Assert.Equal("a", cluster.Hosts);
        }
    }

    [Fact]
    public async Task A_call_that_was_never_sent_goes_to_another_node_whatever_it_is()
    {
        var cluster = new ClusterDouble().ThenThrows("a", HttpRequestError.ConnectionError);
        using var client = cluster.Client("ab");
        Assert.True((await CreateAsync(client)).Succeeded);
        Assert.Equal("ab", cluster.Hosts);
    }

    [Fact]
    public async Task A_node_that_hangs_leaves_a_quarter_of_the_time_to_the_next()
    {
        var (cluster, clock) = (new ClusterDouble().ThenHangs("a"), new WatchedClock());
        using var client = cluster.Client("ab", clock);
        var counting = CountAsync(client);
        await clock.PassAsync(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1.5), Cancel);
        Assert.Equal(1, (await counting).Value);
        Assert.Equal("ab", cluster.Hosts);
    }

    [Fact]
    public async Task A_single_node_that_hangs_has_all_of_the_time_and_is_not_asked_again()
    {
        var (cluster, clock) = (new ClusterDouble().ThenHangs("a"), new WatchedClock());
        using var client = cluster.Client("a", clock);
        var counting = CountAsync(client);
        await clock.PassAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), Cancel);
        Assert.Equal(ErrorKind.TimedOut, (await counting).Error!.Kind);
        Assert.Equal("a", cluster.Hosts);
    }

    [Fact]
    public async Task A_caller_who_gives_up_throws_and_says_nothing_about_the_node()
    {
        var cluster = new ClusterDouble().ThenHangs("a");
        using var client = cluster.Client("ab");
        using var enough = new CancellationTokenSource();
        var counting = client.Searches.CountAsync("i", Query.MatchAll, enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => counting);
        await CountAsync(client);
        await CountAsync(client);
        Assert.Equal("aba", cluster.Hosts);
    }

    private static Task<ElasticsearchResult<long>> CountAsync(ElasticsearchClient client) =>
        client.Searches.CountAsync("i", Query.MatchAll, Cancel);

    private static Task<ElasticsearchResult<Acknowledgement>> CreateAsync(ElasticsearchClient client) =>
        client.Indices.CreateAsync("i", json => { json.WriteStartObject(); json.WriteEndObject(); }, Cancel);

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
