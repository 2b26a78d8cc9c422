using System.Net;
using System.Text.Json.Nodes;
using SupportBot.Core.Answers;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Channels;

public sealed class WebChatTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webchat");

    [Fact]
    public async Task A_visitor_is_welcomed_by_a_bot_that_says_so_and_gets_a_cited_answer()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.PollAsync(1);
        var id = await visitor.SayAsync("how do I install it?");
        var activities = await visitor.PollAsync(3);

        Assert.Contains("automated assistant", Text(activities[0]["text"]), StringComparison.Ordinal);
        Assert.Equal(3, activities[0]["suggestedActions"]!["actions"]!.AsArray().Count);
        Assert.Equal(id, Text(activities[1]["id"]));
        var answer = activities[2];
        Assert.Equal(id, Text(answer["replyToId"]));
        Assert.EndsWith(
            "[1]: <https://docs.example.com/install#linux> \"Install: Linux\"", Text(answer["text"]),
            StringComparison.Ordinal);
        Assert.Equal("markdown", Text(answer["textFormat"]));
        Assert.Equal("en", Text(answer["locale"]));
    }

    [Fact]
    public async Task The_welcome_speaks_the_visitors_language()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host, locale: "de-AT");
        Assert.Contains(
            "automatischer Assistent", Text((await visitor.PollAsync(1))[0]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_shows_the_search_the_growing_answer_and_then_the_whole()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        var all = await visitor.StreamAsync(
            a => Text(a["channelData"]?["streamType"]) == "final", () => visitor.SayAsync("install?"));
        var stream = all.Where(a => a["channelData"]?["streamType"] is not null).ToList();

        Assert.Equal(
            ["informative", "streaming", "streaming", "final"],
            stream.Select(a => Text(a["channelData"]!["streamType"])));
        Assert.Equal(["typing", "typing", "typing", "message"], stream.Select(a => Text(a["type"])));
        Assert.Equal([1, 2, 3], stream.SkipLast(1).Select(a => a["channelData"]!["streamSequence"]!.GetValue<int>()));
        Assert.Equal("Searching the documentation…", Text(stream[0]["text"]));
        Assert.Null(stream[^1]["channelData"]!["streamSequence"]);
        Assert.All(stream, a => Assert.Equal(Text(stream[0]["id"]), Text(a["channelData"]!["streamId"])));
        Assert.All(
            stream,
            a =>
                Assert.True(
                    JsonNode.DeepEquals(
                        a["channelData"],
                        WithoutType(a["entities"]!.AsArray().Single(e => Text(e!["type"]) == "streaminfo")!))));
        Assert.StartsWith(Text(stream[1]["text"]), Text(stream[2]["text"]), StringComparison.Ordinal);
        Assert.StartsWith(Text(stream[2]["text"]), Text(stream[3]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paging_by_watermark_gives_each_activity_once_in_order()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, null, ("RateLimits:MessagesPerMinute", "1000"), ("RateLimits:MessagesPerHour", "1000"));
        using var visitor = await ArriveAsync(host);
        var said = Enumerable.Range(0, 120).Select(i => $"question {i}").ToList();
        foreach (var text in said) await visitor.SayAsync(text);
        var all = await visitor.PollAsync(1 + 2 * said.Count);
        Assert.Equal(said, all.Where(a => Text(a["from"]!["role"]) == "user").Select(a => Text(a["text"])));
        Assert.Equal(all.Count, all.Select(a => Text(a["id"])).Distinct().Count());
        Assert.Equal(said, host.Answerer.Asked.Select(q => q.Text));
        var (_, future) = await visitor.GetAsync(
            $"/v3/directline/conversations/{visitor.Conversation}/activities?watermark=999999");
        // One of the first hundred entries is the start, which clients never see.
        Assert.Equal(100 - 1, future["activities"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_was_typed_comes_back_byte_for_byte()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        const string naughty = "  \u0000\u202Eʇxǝʇ <script>alert(1)</script> '; DROP TABLE turn;-- 👩‍👩‍👧‍👦 ﷽ \t\r\n ";
        await visitor.SayAsync(naughty);
        Assert.Contains(await visitor.PollAsync(3), a => Text(a["text"]) == naughty);
    }

    [Fact]
    public async Task Another_visitors_conversation_is_closed()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var ann = await ArriveAsync(host);
        using var ben = await ArriveAsync(host);
        Assert.NotEqual(ann.Conversation, ben.Conversation);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await ben.GetAsync($"/v3/directline/conversations/{ann.Conversation}/activities")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (
                await ben.PostAsync(
                    $"/v3/directline/conversations/{ann.Conversation}/activities",
                    new { type = "message", text = "hi" })).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await ben.GetAsync("/v3/directline/conversations/none/activities")).Status);
    }

    [Fact]
    public async Task A_conversation_survives_a_restart_of_the_host_and_an_expired_token()
    {
        string token, conversation;
        await using (var host = await ChatHost.StartAsync(_folder))
        {
            using var visitor = await ArriveAsync(host);
            await visitor.SayAsync("install?");
            await visitor.PollAsync(3);
            (token, conversation) = (visitor.Token, visitor.Conversation);
        }
        await using var next = await ChatHost.StartAsync(_folder);
        next.Clock.Advance(TimeSpan.FromDays(20));
        using var again = await ArriveAsync(next, token);
        Assert.Equal(conversation, again.Conversation);
        Assert.Equal(3, (await again.PollAsync(3)).Count);
        await again.SayAsync("and on Linux?");
        await again.PollAsync(5);
        var past = Assert.Single(Assert.Single(next.Answerer.Asked).History);
        Assert.Equal(("install?", AnswerKind.Answered), (past.Question, past.Kind));
    }

    [Fact]
    public async Task A_poll_during_a_turn_shows_the_question_and_after_it_the_answer_alone()
    {
        var gate = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(_folder, new Answerer(async (question, _) =>
        {
            await gate.Task;
            return Answerer.Answered(question);
        }));
        using var visitor = await ArriveAsync(host);
        await visitor.SayAsync("install?");
        Assert.Equal(2, (await visitor.PollAsync(2)).Count);
        gate.SetResult();
        Assert.Equal(["message", "message", "message"], (await visitor.PollAsync(3)).Select(a => Text(a["type"])));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject WithoutType(JsonNode entity)
    {
        var copy = entity.DeepClone().AsObject();
        copy.Remove("type");
        return copy;
    }
}
