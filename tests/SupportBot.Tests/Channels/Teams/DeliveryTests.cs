using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Channels.Teams;
using SupportBot.Core.Storage;
using static SupportBot.Tests.Channels.Teams.Person;

namespace SupportBot.Tests.Channels.Teams;

public sealed class DeliveryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deliveries");

    [Fact]
    public async Task A_message_is_answered_where_it_came_from_without_what_the_channel_gives_itself()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var ann = new Person(host, channel.ServiceUrl);
        await ann.AskAsync("how?", "1");
        var reply = await channel.NextAsync();
        Assert.Contains("That answers how?.", Text(reply["text"]), StringComparison.Ordinal);
        Assert.Equal(
            ("1", "28:bot", "29:ann"),
            (Text(reply["replyToId"]), Text(reply["from"]!["id"]), Text(reply["recipient"]!["id"])));
        Assert.Null(reply["id"]);
        Assert.Null(reply["timestamp"]);
        Assert.Null(reply["serviceUrl"]);
    }

    [Fact]
    public async Task A_copy_is_accepted_and_not_answered_again()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var ann = new Person(host, channel.ServiceUrl);
        await ann.AskAsync("once?", "1");
        await ann.AskAsync("once?", "1");
        await ann.AskAsync("next?", "2");
        Assert.Equal(
            ["1", "2"],
            [Text((await channel.NextAsync())["replyToId"]), Text((await channel.NextAsync())["replyToId"])]);
        Assert.Single(host.Answerer.Asked, question => question.Text == "once?");
    }

    [Fact]
    public async Task The_same_ids_on_two_channels_are_two_conversations()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var ann = new Person(host, channel.ServiceUrl);
        await ann.AskAsync("here?", "1");
        using var there = await ann.SayAsync("there?", "1", activity => activity["channelId"] = "slack");
        Assert.Equal(
            2,
            new[] { Text((await channel.NextAsync())["text"]), Text((await channel.NextAsync())["text"]) }
                .Distinct()
                .Count());
        Assert.All(host.Answerer.Asked, question => Assert.Empty(question.History));
    }

    [Fact]
    public async Task Answers_keep_the_order_of_the_questions()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var ann = new Person(host, channel.ServiceUrl, "19:x@thread.tacv2", "channel");
        for (var i = 1; i <= 5; i++) await ann.AskAsync($"{i}?", $"{i}");
        for (var i = 1; i <= 5; i++) Assert.Equal($"{i}", Text((await channel.NextAsync())["replyToId"]));
    }

    [Fact]
    public async Task A_send_whose_fate_is_unknown_is_marked_and_never_repeated()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        channel.Answer = activity => Text(activity["replyToId"]) == "1" ? Results.StatusCode(502) : null;
        await using (var host = await ChatHost.StartAsync(_folder, null, Development))
        {
            using var ann = new Person(host, channel.ServiceUrl);
            await ann.AskAsync("doubtful?", "1");
            await ann.AskAsync("certain?", "2");
            Assert.Equal(
                ["1", "2"],
                [Text((await channel.NextAsync())["replyToId"]), Text((await channel.NextAsync())["replyToId"])]);
        }
        await using var next = await ChatHost.StartAsync(_folder, null, Development);
        using var again = new Person(next, channel.ServiceUrl);
        await again.AskAsync("later?", "3");
        Assert.Equal("3", Text((await channel.NextAsync())["replyToId"]));
        Assert.Equal(["uncertain", "sent"], (await StatesAsync(next)).Take(2));
    }

    [Fact]
    public async Task A_message_that_the_channel_refuses_holds_up_nothing()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        channel.Answer = activity =>
            Text(activity["replyToId"]) == "1"
                ? Results.Json(new { error = new { code = "BadArgument", message = "no" } }, statusCode: 400)
                : null;
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var ann = new Person(host, channel.ServiceUrl);
        await ann.AskAsync("refused?", "1");
        await ann.AskAsync("taken?", "2");
        await channel.NextAsync();
        Assert.Equal("2", Text((await channel.NextAsync())["replyToId"]));
        Assert.Equal("failed", (await StatesAsync(host))[0]);
    }

    [Fact]
    public async Task What_a_channel_cannot_take_now_is_sent_in_order_when_it_can()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        var isBusy = true;
        channel.Answer = _ => isBusy ? Results.StatusCode(429) : null;
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var ann = new Person(host, channel.ServiceUrl);
        await ann.AskAsync("first?", "1");
        await channel.NextAsync();
        isBusy = false;
        await ann.AskAsync("second?", "2");
        var (clock, next) = (host.Clock, channel.NextAsync());
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.Equal(["1", "2"], [Text((await next)["replyToId"]), Text((await channel.NextAsync())["replyToId"])]);
        Assert.Empty(channel.Rest());
    }

    [Fact]
    public async Task A_channel_that_hangs_holds_up_nobody_in_the_web_chat()
    {
        const int moreThanAWorkerTakes = 300;
        var open = new TaskCompletionSource();
        await using var channel = await ConnectorDouble.StartAsync();
        channel.Open = open.Task;
        await using var host = await ChatHost.StartAsync(
            _folder, null, Development, ("RateLimits:MessagesPerMinute", "1000"),
            ("RateLimits:MessagesPerHour", "1000"));
        await Parallel.ForAsync(0, moreThanAWorkerTakes, TestContext.Current.CancellationToken, async (i, _) =>
        {
            using var person = new Person(host, channel.ServiceUrl, $"19:{i}@thread.v2", "channel");
            await person.AskAsync("hanging?", "1");
        });
        using var visitor = await Visitor.ArriveAsync(host);
        await visitor.SayAsync("free?");
        Assert.Contains(
            "That answers free?.", Text((await visitor.PollAsync(3))[^1]["text"]), StringComparison.Ordinal);
        open.SetResult();
        for (var i = 0; i < moreThanAWorkerTakes; i++) await channel.NextAsync();
    }

    [Fact]
    public async Task A_caller_who_expects_the_replies_gets_them_in_the_response_alone()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var ann = new Person(host, channel.ServiceUrl);
        using var response = await ann.SayAsync("now?", "1", activity => activity["deliveryMode"] = "expectReplies");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var replies = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))![
            "activities"
        ]!.AsArray();
        Assert.Contains("That answers now?.", Text(Assert.Single(replies)!["text"]), StringComparison.Ordinal);
        await ann.AskAsync("then?", "2");
        Assert.Equal("2", Text((await channel.NextAsync())["replyToId"]));
    }

    [Fact]
    public async Task Copies_of_an_activity_whose_replies_are_expected_wait_together()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var ann = new Person(host, channel.ServiceUrl);
        var bodies = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
                    using var response = await ann.SayAsync(
                        "now?", "1", activity => activity["deliveryMode"] = "expectReplies");
            return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }));
        Assert.Contains(bodies, body => body.Contains("That answers now?.", StringComparison.Ordinal));
        await ann.AskAsync("then?", "2");
        Assert.Equal("2", Text((await channel.NextAsync())["replyToId"]));
        Assert.Single(host.Answerer.Asked, question => question.Text == "now?");
    }

    [Fact]
    public async Task A_copy_waits_for_the_replies_that_the_first_one_gets()
    {
        var requests = new PendingRequests();
        using var first = requests.Expect("c", "1", out var isFirst);
        var copy = requests.Expect("c", "1", out var isAlsoFirst);
        Assert.Equal((true, false), (isFirst, isAlsoFirst));
        first.Take([new Activity { Text = "hello" }]);
        Assert.Equal("hello", Assert.Single(await copy.Replies).Text);
        first.Dispose();
        using var later = requests.Expect("c", "1", out var isFirstAgain);
        Assert.True(isFirstAgain);
    }

    [Fact]
    public async Task Without_a_registration_there_is_no_endpoint()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var ann = new Person(host, "http://localhost");
        using var response = await ann.SayAsync("hello?", "1");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static Task<IReadOnlyList<string>> StatesAsync(ChatHost host) =>
        host
            .Services.GetRequiredService<Database>()
            .ReadAsync(
                session => session.QueryAsync<string>("SELECT state FROM delivery ORDER BY number"),
                TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Delete(recursive: true);
}
