using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Tests.DirectLine;

/// <summary>Clients that open streams and do not read them.</summary>
public sealed class DeafClientTests
{
    [Fact]
    public async Task Of_three_hundred_streams_that_nobody_reads_all_but_the_newest_ten_are_closed()
    {
        await using var server = await EchoServer.StartAsync(o =>
            (o.CloseTimeout, o.VisitorsPerAddress) = (TimeSpan.FromMilliseconds(20), 1_000));
        using var open = new OpenSockets(server);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var sockets = new List<RawSocket>();
        for (var i = 0; i < 300; i++) sockets.Add(await OpenAsync(caller, conversation));
        await open.UntilAsync(count => count <= 10);
        foreach (var displaced in sockets[..290]) await displaced.UntilClosedAsync();
        Assert.Equal(10, open.Count);
        Assert.Equal(10, server.Streams.Count);

        using var reader = await Caller.OpenAsync(await StreamUrlAsync(caller, conversation));
        await caller.SayAsync(conversation.Id, "still there?");
        await reader.ActivitiesAsync(3);
        foreach (var socket in sockets) socket.Dispose();
    }

    [Fact]
    public async Task A_client_that_does_not_take_a_frame_in_time_is_cut_off_and_comes_back_by_its_watermark()
    {
        await using var server = await EchoServer.StartAsync(o =>
            (o.BytesPerVisitor, o.VisitorsPerAddress) = (1 << 28, 1_000));
        using var open = new OpenSockets(server);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var deaf = await OpenAsync(caller, conversation);
        for (var i = 0; i < 100; i++) await caller.SayAsync(conversation.Id, $"{i} {new string('x', 90_000)}");
        await open.UntilAsync(
            count => count == 0,
            () => server.Clock.Advance(TimeSpan.FromSeconds(11)));
        await deaf.UntilClosedAsync();
        using var reader = await Caller.OpenAsync(await StreamUrlAsync(caller, conversation));
        var ids = (await reader.ActivitiesAsync(201)).Select(a => a["id"]!.GetValue<string>());
        Assert.Equal(
            (await caller.PollAsync(conversation.Id, 201)).Activities.Select(a => a["id"]!.GetValue<string>()), ids);
    }

    [Fact]
    public async Task A_deaf_stream_in_the_midst_of_a_frame_is_displaced_all_the_same()
    {
        await using var server = await EchoServer.StartAsync(o =>
            (o.BytesPerVisitor, o.SocketsPerConversation) = (1 << 28, 1));
        using var open = new OpenSockets(server);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var deaf = await OpenAsync(caller, conversation);
        for (var i = 0; i < 100; i++) await caller.SayAsync(conversation.Id, $"{i} {new string('x', 90_000)}");
        using var reader = await Caller.OpenAsync(await StreamUrlAsync(caller, conversation));
        await open.UntilAsync(count => count == 1);
        Assert.Equal(201, (await reader.ActivitiesAsync(201)).Count);
        await deaf.UntilClosedAsync();
    }

    [Fact]
    public async Task What_waits_for_a_slow_client_is_bounded_in_bytes_and_it_still_gets_everything_once()
    {
        await using var server = await EchoServer.StartAsync(o =>
            (o.BytesPerVisitor, o.QueuedBytesPerSocket) = (1 << 28, 5_000));
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var slow = await Caller.OpenAsync(conversation.StreamUrl);
        for (var i = 0; i < 100; i++)
            await caller.SayAsync(conversation.Id, $"{i} {new string('x', i % 2 == 0 ? 90_000 : 10)}");
        var ids = (await slow.ActivitiesAsync(201)).Select(a => a["id"]!.GetValue<string>());
        Assert.Equal(
            (await caller.PollAsync(conversation.Id, 201)).Activities.Select(a => a["id"]!.GetValue<string>()), ids);
    }

    [Fact]
    public async Task Streams_beyond_the_limit_of_an_address_or_of_the_host_are_refused_until_one_is_gone()
    {
        foreach (var (perAddress, perHost) in new[] { (2, 100), (100, 4) })
        {
            await using var server = await EchoServer.StartAsync(o =>
                (o.SocketsPerConversation, o.VisitorsPerAddress, o.SocketsPerHost) = (2, perAddress, perHost));
            using var open = new OpenSockets(server);
            var sockets = new List<RawSocket>();
            using var caller = new Caller(server.Address);
            for (var i = 0; i < 2; i++)
            {
                caller.Token = EchoServer.Secret;
                var conversation = await caller.StartAsync($"dl_{i}");
                for (var n = 0; n < 2; n++) sockets.Add(await OpenAsync(caller, conversation));
            }
            caller.Token = EchoServer.Secret;
            var further = await caller.StartAsync("dl_further");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await Caller.RefusedAsync(further.StreamUrl));
            sockets[0].Dispose();
            await open.UntilAsync(count => count == 3);
            using var socket = await Caller.OpenAsync(await StreamUrlAsync(caller, further));
            await socket.ActivitiesAsync(1);
            foreach (var one in sockets) one.Dispose();
        }
    }

    [Fact]
    public async Task Each_frame_carries_one_activity_and_its_watermark_in_a_replay_too()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        for (var i = 0; i < 20; i++) await caller.SayAsync(conversation.Id, $"{i}");
        var (log, _) = await caller.PollAsync(conversation.Id, 41);
        using var socket = await Caller.OpenAsync(await StreamUrlAsync(caller, conversation));
        for (var i = 0; i < 41; i++)
        {
            var frame = JsonNode.Parse((await socket.FrameAsync())!)!;
            Assert.Equal(
                log[i]["id"]!.GetValue<string>(),
                Assert.Single(frame["activities"]!.AsArray())!["id"]!.GetValue<string>());
            var rest = await caller.GetAsync(
                $"conversations/{conversation.Id}/activities?watermark={frame["watermark"]!.GetValue<string>()}");
            Assert.Equal(40 - i, rest.Json["activities"]!.AsArray().Count);
        }
    }

    private static async Task<RawSocket> OpenAsync(Caller caller, Conversation conversation)
    {
        var (socket, status) = await RawSocket.OpenAsync(await StreamUrlAsync(caller, conversation));
        Assert.Equal("101", status);
        return socket;
    }

    private static async Task<string> StreamUrlAsync(Caller caller, Conversation conversation) =>
        (await caller.GetAsync($"conversations/{conversation.Id}?watermark=")).Json["streamUrl"]!.GetValue<string>();

    /// <summary>The metric of open sockets, as an operator's tool reads it.</summary>
    private sealed class OpenSockets : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public OpenSockets(EchoServer server)
        {
            var factory = server.Service<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "supportbot.directline.sockets" && instrument.Meter.Scope == factory)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _count, change));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public async Task UntilAsync(Func<long, bool> isReached, Action? meanwhile = null)
        {
            while (!isReached(Count))
            {
                meanwhile?.Invoke();
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
