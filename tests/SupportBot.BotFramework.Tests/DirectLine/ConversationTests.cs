using System.Net;
using System.Net.WebSockets;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class ConversationTests
{
    [Fact]
    public async Task A_visitor_starts_is_welcomed_speaks_and_is_answered_by_polling()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var id = await caller.SayAsync(conversation.Id, "hello", "c1");

        var (activities, _) = await caller.PollAsync(conversation.Id, 3);
        Assert.Equal(
            ["Echo: hello", "Welcome dl_ann", "hello"],
            activities.Select(a => a["text"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        var echo = activities.Single(a => a["text"]!.GetValue<string>() == "hello");
        Assert.Equal(id, echo["id"]!.GetValue<string>());
        Assert.Equal("c1", echo["channelData"]!["clientActivityID"]!.GetValue<string>());
        Assert.Equal("user", echo["from"]!["role"]!.GetValue<string>());
        var answer = activities.Single(a => a["text"]!.GetValue<string>() == "Echo: hello");
        Assert.Equal(id, answer["replyToId"]!.GetValue<string>());
        Assert.Equal("bot", answer["from"]!["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_socket_brings_everything_since_the_start_and_the_chunks_of_a_stream_that_the_log_does_not_keep()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var socket = await Caller.OpenAsync(conversation.StreamUrl);
        Assert.Equal("Welcome dl_ann", (await socket.ActivitiesAsync(1))[0]["text"]!.GetValue<string>());
        await caller.SayAsync(conversation.Id, "stream one two three");

        var activities = await socket.ActivitiesAsync(5);
        Assert.Equal(
            ["stream one two three", "one", "one two", "one two three", "one two three"],
            activities.Select(a => a["text"]!.GetValue<string>()));
        Assert.Equal(
            ["message", "typing", "typing", "typing", "message"],
            activities.Select(a => a["type"]!.GetValue<string>()));
        var stream = activities[1]["id"]!.GetValue<string>();
        Assert.All(activities.Skip(2), a => Assert.Equal(stream, a["channelData"]!["streamId"]!.GetValue<string>()));
        Assert.Equal(3, (await caller.PollAsync(conversation.Id, 3)).Activities.Count);
    }

    [Fact]
    public async Task Coming_back_absent_means_live_only_empty_means_all_and_a_watermark_means_what_follows()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await caller.SayAsync(conversation.Id, "one");
        var (_, watermark) = await caller.PollAsync(conversation.Id, 3);
        await caller.SayAsync(conversation.Id, "two");
        await caller.PollAsync(conversation.Id, 5);

        using var all = await ReconnectAsync(caller, $"conversations/{conversation.Id}?watermark=");
        using var later = await ReconnectAsync(caller, $"conversations/{conversation.Id}?watermark={watermark}");
        using var live = await ReconnectAsync(caller, $"conversations/{conversation.Id}");
        await caller.SayAsync(conversation.Id, "three");
        Assert.Equal(7, (await all.ActivitiesAsync(7)).Count);
        Assert.Equal("two", (await later.ActivitiesAsync(1))[0]["text"]!.GetValue<string>());
        Assert.Equal("three", (await live.ActivitiesAsync(1))[0]["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_start_with_the_token_of_a_conversation_that_exists_returns_to_it()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var again = await caller.PostAsync("conversations");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(conversation.Id, again.Json["conversationId"]!.GetValue<string>());
        using var socket = await Caller.OpenAsync(again.Json["streamUrl"]!.GetValue<string>());
        Assert.Equal("Welcome dl_ann", (await socket.ActivitiesAsync(1))[0]["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stopping_server_says_goodbye_with_1001()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        using var socket = await Caller.OpenAsync((await caller.StartAsync()).StreamUrl);
        var stopped = server.StopAsync();
        while (await socket.FrameAsync() is not null) { }
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await stopped;
    }

    [Fact]
    public async Task An_idle_socket_is_sent_empty_frames()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        using var socket = await Caller.OpenAsync((await caller.StartAsync()).StreamUrl);
        await socket.ActivitiesAsync(1);
        server.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("", await socket.FrameAsync());
    }

    private static async Task<ClientWebSocket> ReconnectAsync(Caller caller, string path)
    {
        var reply = await caller.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return await Caller.OpenAsync(reply.Json["streamUrl"]!.GetValue<string>());
    }
}
