using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Tests.DirectLine;

namespace SupportBot.EndToEnd.Clients;

/// <summary>Microsoft's client against our Direct Line server alone, whose clock the tests hold.</summary>
public sealed class EchoServerTests
{
    private readonly DirectLineIdentity _ann = new(DirectLineActivities.NewConversationId(), "dl_ann", []);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_starts_speaks_and_is_answered(bool webSocket)
    {
        await using var server = await EchoServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(server.Address, Token(server), webSocket);
        await client.TextAsync("Welcome dl_ann");
        var id = await client.SayAsync("hello", "c1");
        var answer = await client.TextAsync("Echo: hello");
        Assert.Equal(id, answer["replyToId"]!.GetValue<string>());
        var echo = client.Activities.Single(a => a["id"]!.GetValue<string>() == id);
        Assert.Equal("hello", echo["text"]!.GetValue<string>());
        Assert.Equal("c1", echo["channelData"]!["clientActivityID"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_streamed_answer_comes_in_chunks_by_socket()
    {
        await using var server = await EchoServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(server.Address, Token(server), webSocket: true);
        await client.TextAsync("Welcome dl_ann");
        await client.SayAsync("stream one two three");
        await client.TextAsync("one two three");
        Assert.Equal(
            ["one", "one two", "one two three"],
            client
                .Activities.Where(a => a["type"]!.GetValue<string>() == "typing")
                .Select(a => a["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_streamed_answer_comes_whole_by_polling()
    {
        await using var server = await EchoServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(server.Address, Token(server), webSocket: false);
        await client.SayAsync("stream one two three");
        await client.TextAsync("one two three");
        Assert.DoesNotContain(client.Activities, a => a["type"]!.GetValue<string>() == "typing");
    }

    [Fact]
    public async Task After_a_cut_of_the_socket_nothing_is_lost_or_doubled()
    {
        await using var server = await EchoServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(server.Address, Token(server), webSocket: true);
        await client.SayAsync("before");
        await client.TextAsync("Echo: before");
        await client.TellAsync("cut");
        await client.SayAsync("while away");
        await client.TextAsync("Echo: while away");
        await client.SayAsync("after");
        await client.TextAsync("Echo: after");
        Assert.Equal(
            ["Echo: after", "Echo: before", "Echo: while away", "Welcome dl_ann", "after", "before", "while away"],
            client.Activities.Select(a => a["text"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(2, client.Told.Count(t => t["socket"] is not null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_that_is_taken_up_again_comes_whole_and_goes_on(bool webSocket)
    {
        await using var server = await EchoServer.StartAsync();
        await using (var first = await DirectLineJs.StartAsync(server.Address, Token(server), webSocket))
        {
            await first.SayAsync("hello");
            await first.TextAsync("Echo: hello");
        }
        await using var again = await DirectLineJs.StartAsync(
            server.Address, Token(server), webSocket, _ann.ConversationId);
        await again.TextAsync("Echo: hello");
        Assert.Equal(
            ["Echo: hello", "Welcome dl_ann", "hello"],
            again.Activities.Select(a => a["text"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        await again.SayAsync("again");
        await again.TextAsync("Echo: again");
    }

    [Fact]
    public async Task It_refreshes_its_token_and_lives_longer()
    {
        await using var server = await EchoServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(server.Address, Token(server), webSocket: false);
        await client.TextAsync("Welcome dl_ann");
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await client.TellAsync("refresh");
        var refreshed = await client.UntilAsync(told => told["refreshed"] is not null);
        Assert.NotEmpty(refreshed["refreshed"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_expired_token_is_told_and_a_new_one_goes_on_where_it_was(bool webSocket)
    {
        await using var server = await EchoServer.StartAsync();
        await using var client = await DirectLineJs.StartAsync(server.Address, Token(server), webSocket);
        await client.TextAsync("Welcome dl_ann");
        server.Clock.Advance(TimeSpan.FromMinutes(36));
        if (webSocket) await client.TellAsync("cut");
        await client.StatusAsync(ConnectionStatus.ExpiredToken);

        using var caller = new Caller(server.Address, Token(server));
        var fresh = (await caller.GetAsync($"conversations/{_ann.ConversationId}?watermark=")).Json;
        await client.TellAsync("reconnect", fresh);
        await client.StatusAsync(ConnectionStatus.Online);
        await client.SayAsync("hello");
        await client.TextAsync("Echo: hello");
    }

    private string Token(EchoServer server) => server.Tokens.Issue(_ann, TokenUse.Access, TimeSpan.FromMinutes(30));
}
