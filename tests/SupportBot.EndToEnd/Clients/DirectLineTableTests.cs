using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Tests.DirectLine;

namespace SupportBot.EndToEnd.Clients;

/// <summary>
/// What <c>botframework-directlinejs</c> 0.15.8 makes of a server's answers, one test for each kind of answer: why our
/// server gives some of them never, and how it bears what the client does on the others. Status 0 is a cut connection.
/// </summary>
public sealed class DirectLineTableTests
{
    private const int Retry = 20_000;

    private readonly DirectLineIdentity _ann = new(DirectLineActivities.NewConversationId(), "dl_ann", []);
    private readonly Interference _server = new();

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    public async Task A_start_that_fails_is_final(int status)
    {
        _server.Answer(Calls.Start, status);
        await using var server = await StartAsync();
        await using var client = await ClientAsync(server, webSocket: true);
        await client.StatusAsync(ConnectionStatus.FailedToConnect);
        await client.SettleAsync();
        Assert.Equal(ConnectionStatus.FailedToConnect, client.Status);
        Assert.Single(_server.Asked(Calls.Start));
    }

    [Fact]
    public async Task A_start_that_is_answered_429_is_tried_again_after_20_seconds_whatever_Retry_After_says()
    {
        _server.Answer(Calls.Start, 429, times: 2, retryAfter: "1");
        await using var server = await StartAsync();
        await using var client = await ClientAsync(server, webSocket: false);
        await client.TextAsync("Welcome dl_ann");
        Assert.Equal([Retry, Retry], Waits(client).Where(wait => wait == Retry));
        Assert.Equal(3, _server.Asked(Calls.Start).Count);
    }

    [Fact]
    public async Task A_start_without_a_token_makes_it_send_undefined()
    {
        _server.Answer(Calls.Start, 201, body: $$"""{"conversationId":"{{_ann.ConversationId}}"}""");
        await using var server = await StartAsync();
        await using var client = await ClientAsync(server, webSocket: false);
        await client.StatusAsync(ConnectionStatus.ExpiredToken);
        Assert.Equal("Bearer undefined", _server.Asked(Calls.Poll)[0].Authorization);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_post_that_is_answered_429_or_5xx_or_not_at_all_is_given_the_id_retry_and_never_sent_again(
        int status)
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: true);
        _server.Answer(Calls.Post, status, retryAfter: "1");
        Assert.Equal("retry", await client.SayAsync("hello"));
        await client.SettleAsync();
        Assert.Equal(ConnectionStatus.Online, client.Status);
        Assert.Single(_server.Asked(Calls.Post));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task A_post_that_is_answered_4xx_fails_and_nothing_else_does(int status)
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: true);
        _server.Answer(Calls.Post, status);
        await client.TellAsync("post", Message("refused"));
        Assert.Equal(
            $"{status}", (await client.UntilAsync(told => told["failed"] is not null))["failed"]!.GetValue<string>());
        await client.SayAsync("hello");
        await client.TextAsync("Echo: hello");
        Assert.Equal(ConnectionStatus.Online, client.Status);
    }

    [Fact]
    public async Task A_post_that_is_answered_403_opens_two_more_sockets_which_need_new_tickets()
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: true);
        _server.Answer(Calls.Post, 403);
        Assert.Equal("retry", await client.SayAsync("refused"));
        await client.SettleAsync();
        // Two tries by the used address are refused, then each comes by one of its own.
        Assert.Equal(2, _server.Asked(Calls.Resume).Count);
        Assert.Equal(5, Sockets(client).Count());
        Assert.Equal(3, Sockets(client).Distinct().Count());

        var id = await client.SayAsync("hello");
        await client.SettleAsync();
        Assert.Equal(
            [id, id, id],
            client
                .Activities.Where(a => a["text"]?.GetValue<string>() == "hello")
                .Select(a => a["id"]!.GetValue<string>()));
        Assert.Equal(5, Sockets(client).Count());
    }

    [Fact]
    public async Task A_poll_that_is_answered_403_stops_polling_until_the_page_brings_a_new_token()
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: false);
        _server.Answer(Calls.Poll, 403);
        await client.StatusAsync(ConnectionStatus.ExpiredToken);
        await AssertPollsNoMoreAsync(client);

        await client.TellAsync("reconnect", new JsonObject { ["token"] = Token(server) });
        await client.SayAsync("hello");
        await client.TextAsync("Echo: hello");
        Assert.Equal(ConnectionStatus.Online, client.Status);
    }

    [Fact]
    public async Task A_poll_that_is_answered_404_ends_the_conversation()
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: false);
        _server.Answer(Calls.Poll, 404);
        await client.StatusAsync(ConnectionStatus.Ended);
        await AssertPollsNoMoreAsync(client);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_poll_that_is_answered_anything_else_stops_polling_for_ever_in_silence(int status)
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: false);
        _server.Answer(Calls.Poll, status, retryAfter: "1");
        await client.SettleAsync();
        Assert.Equal(ConnectionStatus.Online, client.Status);
        await AssertPollsNoMoreAsync(client);
    }

    [Fact]
    public async Task So_our_polls_are_answered_200_even_without_a_disk_and_the_client_hears_all_when_it_is_back()
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: false);
        await client.SayAsync("before");
        server.Service<FailingConversations>().Fails = true;
        Assert.Equal("retry", await client.SayAsync("lost")); // Not kept, so that no answer but 503 is true.
        await client.SettleAsync();
        var polls = _server.Asked(Calls.Poll).Count;
        server.Service<FailingConversations>().Fails = false;
        await client.SayAsync("after");
        await client.TextAsync("Echo: after");
        Assert.InRange(polls, 5, int.MaxValue);
        Assert.Equal(ConnectionStatus.Online, client.Status);
    }

    [Theory]
    [InlineData(0.0, 3_000)]
    [InlineData(1.0, 15_000)]
    public async Task A_socket_that_is_cut_is_followed_by_another_after_3_to_15_seconds_from_the_last_watermark(
        double random, int wait)
    {
        await using var server = await StartAsync();
        await using var client = await DirectLineJs.StartAsync(
            server.Address, Token(server), webSocket: true, random: random);
        await client.TextAsync("Welcome dl_ann");
        await client.TellAsync("cut");
        await client.UntilAsync(told => told["socket"] is not null);
        Assert.Contains(wait, Waits(client));
        Assert.EndsWith("?watermark=2", Assert.Single(_server.Asked(Calls.Resume)).Address, StringComparison.Ordinal);
        Assert.Equal(2, Sockets(client).Distinct().Count());
    }

    [Fact]
    public async Task A_reconnection_that_is_answered_403_is_told_and_tried_every_20_seconds()
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: true);
        _server.Answer(Calls.Resume, 403, times: 2);
        await client.TellAsync("cut");
        await client.StatusAsync(ConnectionStatus.ExpiredToken);
        await client.UntilAsync(told => told["socket"] is not null && Sockets(client).Distinct().Count() == 2);
        Assert.Equal(3, _server.Asked(Calls.Resume).Count);
    }

    [Fact]
    public async Task A_reconnection_that_is_answered_404_is_the_end()
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: true);
        _server.Answer(Calls.Resume, 404);
        await client.TellAsync("cut");
        Assert.Equal(
            "conversation ended",
            (await client.UntilAsync(told => told["failed"] is not null))["failed"]!.GetValue<string>());
        await client.SettleAsync();
        Assert.Single(Sockets(client));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_refresh_that_is_answered_403_or_404_is_the_last(int status)
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: false);
        _server.Answer(Calls.Refresh, status);
        await client.TellAsync("refresh");
        Assert.Equal(
            $"{status}", (await client.UntilAsync(told => told["failed"] is not null))["failed"]!.GetValue<string>());
        await client.SettleAsync();
        Assert.Single(_server.Asked(Calls.Refresh));
        Assert.Equal(status == 403 ? ConnectionStatus.ExpiredToken : ConnectionStatus.Online, client.Status);
    }

    [Fact]
    public Task A_refresh_that_fails_otherwise_is_tried_again_every_20_seconds() => FailToRefreshAsync(500);

    [Fact, Trait("Category", "Full")]
    public Task A_refresh_too_many_is_tried_again_every_20_seconds() => FailToRefreshAsync(429);

    private async Task FailToRefreshAsync(int status)
    {
        await using var server = await StartAsync();
        await using var client = await OnlineAsync(server, webSocket: false);
        _server.Answer(Calls.Refresh, status, times: 2);
        await client.TellAsync("refresh");
        await client.UntilAsync(told => told["refreshed"] is not null);
        Assert.Equal([Retry, Retry], Waits(client).Where(wait => wait == Retry));
        Assert.Equal(3, _server.Asked(Calls.Refresh).Count);
    }

    private Task<EchoServer> StartAsync() => EchoServer.StartAsync(add: services => services
        .AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(_server)
        .AddSingleton<InMemoryConversations>().AddSingleton<FailingConversations>()
        .AddSingleton<IDirectLineConversations>(provider => provider.GetRequiredService<FailingConversations>()));

    private Task<DirectLineJs> ClientAsync(EchoServer server, bool webSocket) =>
        DirectLineJs.StartAsync(server.Address, Token(server), webSocket);

    private async Task<DirectLineJs> OnlineAsync(EchoServer server, bool webSocket)
    {
        var client = await ClientAsync(server, webSocket);
        await client.TextAsync("Welcome dl_ann");
        return client;
    }

    private async Task AssertPollsNoMoreAsync(DirectLineJs client)
    {
        var before = _server.Asked(Calls.Poll).Count;
        await client.SettleAsync();
        Assert.Equal(before, _server.Asked(Calls.Poll).Count);
    }

    private string Token(EchoServer server) => server.Tokens.Issue(_ann, TokenUse.Access, TimeSpan.FromMinutes(30));

    private static JsonObject Message(string text) =>
        new()
        {
            ["type"] = "message",
            ["text"] = text,
            ["from"] = new JsonObject { ["id"] = "dl_ann" },
        };

    private static IEnumerable<string> Sockets(DirectLineJs client) =>
        client.Told.Where(told => told["socket"] is not null).Select(told => told["socket"]!.GetValue<string>());

    private static IEnumerable<int> Waits(DirectLineJs client) =>
        client.Told.Where(told => told["wait"] is not null).Select(told => told["wait"]!.GetValue<int>());
}
