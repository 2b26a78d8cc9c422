using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class StreamTests
{
    [Fact]
    public async Task What_was_said_between_the_start_and_the_socket_is_not_lost()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await caller.SayAsync(conversation.Id, "early");
        await caller.PollAsync(conversation.Id, 3);
        using var socket = await Caller.OpenAsync(conversation.StreamUrl);
        Assert.Equal(
            ["Echo: early", "Welcome dl_ann", "early"],
            Texts(await socket.ActivitiesAsync(3)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stream_that_broke_is_opened_again_by_a_new_address()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            using var socket = await Caller.OpenAsync(await caller.StreamUrlAsync(conversation.Id));
            Assert.Equal(["Welcome dl_ann"], Texts(await socket.ActivitiesAsync(1)));
            socket.Abort();
        }
    }

    [Fact]
    public async Task Every_socket_of_a_conversation_sees_the_same_in_the_same_order()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var one = await Caller.OpenAsync(conversation.StreamUrl);
        using var two = await Caller.OpenAsync(await caller.StreamUrlAsync(conversation.Id));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => caller.SayAsync(conversation.Id, $"{i}")));
        var (log, _) = await caller.PollAsync(conversation.Id, 81);
        foreach (var socket in new[] { one, two }) Assert.Equal(Ids(log), Ids(await socket.ActivitiesAsync(81)));
    }

    [Fact]
    public async Task A_reader_that_slept_is_sent_everything_once_and_in_order()
    {
        await using var server = await EchoServer.StartAsync(o => o.BytesPerVisitor = 1 << 28);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var slow = await Caller.OpenAsync(conversation.StreamUrl);
        // 50 KB each, 15 MB in all: the buffers of the connection are full after some, and the queue after 128 frames.
        var big = new string('x', 50_000);
        for (var i = 0; i < 150; i++) await caller.SayAsync(conversation.Id, $"{i} {big}");
        var (log, _) = await caller.PollAsync(conversation.Id, 301);
        Assert.Equal(Ids(log), Ids(await slow.ActivitiesAsync(301)));
    }

    [Fact]
    public async Task A_further_socket_closes_the_oldest_with_a_goodbye()
    {
        await using var server = await EchoServer.StartAsync(o => o.SocketsPerConversation = 2);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < 3; i++)
        {
            sockets.Add(await Caller.OpenAsync(await caller.StreamUrlAsync(conversation.Id)));
            await sockets[i].ActivitiesAsync(1);
        }
        Assert.Null(await sockets[0].FrameAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, sockets[0].CloseStatus);
        await sockets[0]
            .CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await caller.SayAsync(conversation.Id, "who hears?");
        foreach (var open in sockets.Skip(1)) Assert.Equal("who hears?", Texts(await open.ActivitiesAsync(1)).Single());
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Clients_that_vanish_chatter_or_send_rubbish_disturb_nobody()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var other = await Caller.OpenAsync(conversation.StreamUrl);
        using (var chatty = await Caller.OpenAsync(await caller.StreamUrlAsync(conversation.Id)))
        {
            foreach (var type in new[] { WebSocketMessageType.Text, WebSocketMessageType.Binary })
                await chatty.SendAsync(
                    new byte[200_000], type, endOfMessage: true, TestContext.Current.CancellationToken);
            await chatty.SendAsync(
                Array.Empty<byte>(), WebSocketMessageType.Text, endOfMessage: true,
                TestContext.Current.CancellationToken);
            await chatty.ActivitiesAsync(1);
            chatty.Abort();
        }
        await other.ActivitiesAsync(1);
        await caller.SayAsync(conversation.Id, "still there?");
        Assert.Equal(["still there?", "Echo: still there?"], Texts(await other.ActivitiesAsync(2)));
        await other.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        while (server.Streams.Count > 0) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.Empty(server.Errors);
    }

    [Fact]
    public async Task Typing_is_shown_to_whoever_watches_and_kept_nowhere()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var watching = await Caller.OpenAsync(conversation.StreamUrl);
        await watching.ActivitiesAsync(1);
        server.Streams.PublishTransient(
            conversation.Id, new Activity { Type = ActivityTypes.Typing, Text = "thinking" });
        var frame = JsonNode.Parse((await watching.FrameAsync())!)!;
        Assert.Equal("thinking", frame["activities"]![0]!["text"]!.GetValue<string>());
        Assert.Null(frame["watermark"]);
        Assert.Single((await caller.PollAsync(conversation.Id, 1)).Activities);
        using var late = await Caller.OpenAsync(await caller.StreamUrlAsync(conversation.Id));
        Assert.Equal(["Welcome dl_ann"], Texts(await late.ActivitiesAsync(1)));
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonNode> activities) =>
        activities.Select(a => a["text"]!.GetValue<string>());

    private static IEnumerable<string> Ids(IEnumerable<JsonNode> activities) =>
        activities.Select(a => a["id"]!.GetValue<string>());
}
