using System.Diagnostics.Metrics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Channels;

/// <summary>Limits of the web chat with the product's own store.</summary>
public sealed class HostLimitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("limits-");

    [Fact]
    public async Task Messages_of_one_address_share_a_limit_and_are_shown_and_answered_with_a_wait_beyond_it()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, null, ("RateLimits:MessagesPerMinute", "2"), ("RateLimits:VisitorsPerAddress", "2"));
        using var deferred = new Deferred(host);
        for (var i = 0; i < 4; i++)
        {
            using var one = await ArriveAsync(host);
            await one.SayAsync($"question {i}");
            await one.PollAsync(3);
        }
        using var further = await ArriveAsync(host);
        await further.SayAsync("one more");
        var all = await further.PollAsync(3);
        Assert.Contains(all, a => Text(a["text"]) == "one more");
        Assert.Contains("Please wait", Text(all[^1]["text"]), StringComparison.Ordinal);
        Assert.Equal(4, host.Answerer.Asked.Count);
        Assert.Equal(["address"], deferred.Reasons);

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await further.SayAsync("and now");
        await further.PollAsync(5);
        Assert.Equal("and now", host.Answerer.Asked.Last().Text);
    }

    [Fact]
    public async Task Who_writes_too_much_alone_takes_nothing_from_the_others_of_the_address()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, null, ("RateLimits:MessagesPerMinute", "2"), ("RateLimits:VisitorsPerAddress", "2"));
        using var eager = await ArriveAsync(host);
        for (var i = 0; i < 10; i++) await eager.SayAsync($"question {i}");
        using var other = await ArriveAsync(host);
        await other.SayAsync("mine");
        await other.PollAsync(3);
        Assert.Contains(host.Answerer.Asked, question => question.Text == "mine");
    }

    [Fact]
    [Trait("Category", "Full")] // As many visitors as turns run side by side.
    public async Task While_more_conversations_wait_than_the_host_can_serve_soon_a_message_is_answered_with_a_wait()
    {
        var open = new TaskCompletionSource();
        var answerer = new Answerer(async (question, cancel) =>
        {
            if (question.Text == "slow") await open.Task.WaitAsync(cancel);
            return Answerer.Answered(question);
        });
        await using var host = await ChatHost.StartAsync(
            _folder,
            answerer,
            ("RateLimits:HostTurns", "1"),
            ("RateLimits:NewVisitorsPerMinute", "10000"),
            ("RateLimits:VisitorsPerAddress", "1000"));
        using var deferred = new Deferred(host);
        var visitors = new List<Visitor>();
        try
        {
            while (deferred.Reasons.IsEmpty)
            {
                visitors.Add(await ArriveAsync(host));
                await visitors[^1].SayAsync("slow");
                Assert.InRange(visitors.Count, 1, 300);
            }
        }
        finally
        {
            open.SetResult();
        }
        Assert.Equal(["host"], deferred.Reasons);
        Assert.StartsWith(
            "I am getting more messages than I can answer", Text((await visitors[^1].PollAsync(3))[^1]["text"]),
            StringComparison.Ordinal);
        foreach (var visitor in visitors) visitor.Dispose();
    }

    [Fact]
    public async Task A_restart_does_not_give_a_conversation_a_new_quota()
    {
        (string, string)[] settings = [("RateLimits:BytesPerHour", "40000")];
        string token;
        int taken;
        await using (var host = await ChatHost.StartAsync(_folder, null, settings))
        {
            using var visitor = await ArriveAsync(host);
            (token, taken) = (visitor.Token, await FloodAsync(visitor));
            Assert.InRange(taken, 10, 40);
        }
        await using (var host = await ChatHost.StartAsync(_folder, null, settings))
        {
            using var visitor = await ArriveAsync(host, token);
            Assert.InRange(await FloodAsync(visitor), 0, 1);
            var said = await visitor.PollAsync(1 + 2 * taken);
            Assert.InRange(said.Count(a => Text(a["from"]!["role"]) == "user"), taken, taken + 1);
        }
    }

    [Fact]
    public async Task A_very_long_message_is_answered_kindly_and_stored_cut()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.SayAsync(new string('x', 250_000));
        var all = await visitor.PollAsync(3);
        Assert.Contains("at most 2,000 characters", Text(all[^1]["text"]), StringComparison.Ordinal);
        Assert.Equal($"{new string('x', 2_000)}…", Text(all[1]["text"]));
        Assert.Empty(host.Answerer.Asked);
    }

    [Fact]
    public async Task A_page_of_the_history_and_a_replay_are_bounded_in_bytes_and_give_everything_once()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        for (var i = 0; i < 40; i++)
            await visitor.SendAsync(
                new JsonObject
                {
                    ["type"] = "event",
                    ["name"] = "x",
                    ["value"] = new string('x', i % 3 * 7_000),
                });
        var ids = new List<string>();
        await foreach (var page in visitor.PagesAsync())
        {
            Assert.InRange(page.Length, 0, 128 * 1024 + 100);
            ids.AddRange(JsonNode.Parse(page)!["activities"]!.AsArray().Select(a => Text(a!["id"])));
        }
        Assert.Equal(41, ids.Distinct().Count());

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(visitor.StreamUrl), Cancel);
        Assert.Equal(ids, (await ReplayAsync(socket, ids.Count)).Select(a => Text(a["id"])));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<int> FloodAsync(Visitor visitor)
    {
        for (var taken = 0; ; taken++)
        {
            var (status, json) = await visitor.PostAsync(
                $"/v3/directline/conversations/{visitor.Conversation}/activities",
                new { type = "message", text = "hello" });
            if (status == HttpStatusCode.OK) continue;
            Assert.Equal(
                (HttpStatusCode.RequestEntityTooLarge, "QuotaExceeded"), (status, Text(json["error"]!["code"])));
            return taken;
        }
    }

    private static async Task<List<JsonNode>> ReplayAsync(ClientWebSocket socket, int count)
    {
        var (all, buffer) = (new List<JsonNode>(), new byte[64 * 1024]);
        while (all.Count < count)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), Cancel);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (length > 0)
                all.Add(
                    Assert.Single(JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length))!["activities"]!.AsArray())!
                );
        }
        return all;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The metric of messages that were put off, as an operator's tool reads it.</summary>
    private sealed class Deferred : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Deferred(ChatHost host)
        {
            var factory = host.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "supportbot.messages.deferred" && instrument.Meter.Scope == factory)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Reasons.Enqueue((string)tags[0].Value!));
            _listener.Start();
        }

        public System.Collections.Concurrent.ConcurrentQueue<string> Reasons { get; } = new();

        public void Dispose() => _listener.Dispose();
    }
}
