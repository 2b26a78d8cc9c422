using System.Net;
using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class PostingTests
{
    [Theory]
    [InlineData("Message")]
    [InlineData("")]
    [InlineData("no such type")]
    [InlineData(null)]
    public async Task A_type_that_the_specification_does_not_have_is_refused(string? type)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var reply = await caller.PostAsync(
            $"conversations/{conversation.Id}/activities",
            new
            {
                type,
                text = "hello",
                name = "x",
            });
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (reply.Status, reply.Code));
        Assert.Contains("such as message or event", reply.Text, StringComparison.Ordinal);
        Assert.Single((await caller.PollAsync(conversation.Id, 1)).Activities);
    }

    [Fact]
    public async Task What_the_bot_has_no_use_for_is_acknowledged_and_reaches_nobody()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        string[] types =
        [
            "typing", "messageReaction", "messageUpdate", "messageDelete", "conversationUpdate", "installationUpdate",
            "contactRelationUpdate", "invoke", "command", "commandResult", "suggestion", "trace", "handoff",
        ];
        foreach (var type in types)
        {
            var reply = await caller.PostAsync(
                $"conversations/{conversation.Id}/activities",
                new
                {
                    type,
                    text = "hello",
                    name = "x",
                    membersAdded = new[] { new { id = "somebody" } },
                    reactionsAdded = new[] { new { type = "like" } },
                });
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.StartsWith(conversation.Id, reply.Json["id"]!.GetValue<string>(), StringComparison.Ordinal);
        }
        await caller.SayAsync(conversation.Id, "bye");
        var (activities, _) = await caller.PollAsync(conversation.Id, 3);
        Assert.Equal(
            ["Welcome dl_ann", "bye", "Echo: bye"],
            activities.Select(activity => activity["text"]!.GetValue<string>()));
        Assert.Empty(server.Errors);
    }

    [Fact]
    public async Task An_event_reaches_the_bot_and_typing_reaches_nobodys_history()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        foreach (
            var activity in new[]
            {
                new { type = "typing", name = "" },
                new { type = "event", name = "thumb" },
                new { type = "endOfConversation", name = "" },
            })
        {
            var reply = await caller.PostAsync($"conversations/{conversation.Id}/activities", activity);
            Assert.NotEmpty(reply.Json["id"]!.GetValue<string>());
        }
        var (activities, _) = await caller.PollAsync(conversation.Id, 4);
        Assert.Equal(
            ["endOfConversation", "event", "message", "message"],
            activities.Select(a => a["type"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Contains("Event: thumb", activities.Select(a => a["text"]?.GetValue<string>()));
    }

    [Fact]
    public async Task What_only_the_server_may_say_is_overwritten()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await caller.PollAsync(conversation.Id, 1);
        var echo = await EchoAsync(caller, conversation.Id, """
            {"type":"message","text":"x","ID":"mine","timestamp":"1999-01-01T00:00:00Z","channelId":"msteams",
             "serviceUrl":"https://evil.example/",
             "conversation":{"id":"another","isGroup":true},"recipient":{"id":"another-bot"},
              "callerId":"urn:botframework:azure","deliveryMode":"expectReplies",
             "from":{"id":"dl_bob","name":"Ann","role":"bot","aadObjectId":"00000000-0000-0000-0000-000000000001"}}
            """);
        Assert.StartsWith($"{conversation.Id}|0000", echo["id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("2026-03-01T12:00:00", echo["timestamp"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("directline", echo["channelId"]!.GetValue<string>());
        Assert.Equal("urn:botframework:directline", echo["serviceUrl"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($$"""{"id":"{{conversation.Id}}"}"""), echo["conversation"]));
        Assert.Equal("bot", echo["recipient"]!["id"]!.GetValue<string>());
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"id":"dl_ann","name":"Ann","role":"user"}"""), echo["from"]));
        Assert.Null(echo["callerId"]);
        Assert.Null(echo["deliveryMode"]);
    }

    [Fact]
    public async Task What_is_the_clients_own_comes_back_as_it_was()
    {
        const string Own = """
            {"channelData":{"clientActivityID":"c1","deep":{"list":[1,2.50,null,true,"ü"]}},
             "entities":[{"type":"ClientCapabilities","requiresBotState":true}],
             "value":{"a":[]},"unknown":{"kept":12345678901234567890},"locale":"de-AT","localTimezone":"Europe/Vienna"}
            """;
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await caller.PollAsync(conversation.Id, 1);
        var echo = await EchoAsync(caller, conversation.Id, """{"type":"message","text":"x",""" + Own.Trim()[1..]);
        foreach (var (name, value) in JsonNode.Parse(Own)!.AsObject())
            Assert.Equal(value!.ToJsonString(), echo[name]?.ToJsonString());
    }

    [Fact]
    public async Task A_copy_is_answered_with_the_first_ones_id_and_dropped()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => caller.SayAsync(conversation.Id, "once", "c1")));
        var other = await caller.SayAsync(conversation.Id, "once", "c2");
        Assert.NotEqual(other, Assert.Single(ids.Distinct()));
        var (activities, _) = await caller.PollAsync(conversation.Id, 5);
        Assert.Equal(2, activities.Count(a => a["text"]!.GetValue<string>() == "once"));
        Assert.Equal(5, activities.Count);
    }

    [Fact]
    public async Task Whoever_speaks_first_without_a_user_in_the_token_stays_the_user()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var started = await caller.PostAsync("conversations");
        caller.Token = started.Json["token"]!.GetValue<string>();
        var path = $"conversations/{started.Json["conversationId"]!.GetValue<string>()}/activities";
        foreach (var name in new[] { "ann", "bob" })
            await caller.PostAsync(
                path,
                new
                {
                    type = "message",
                    text = "x",
                    from = new { id = name },
                });
        var (activities, _) = await caller.PollAsync(started.Json["conversationId"]!.GetValue<string>(), 5);
        Assert.Equal(
            ["ann", "ann"],
            activities
                .Where(a => a["text"]!.GetValue<string>() == "x")
                .Select(a => a["from"]!["id"]!.GetValue<string>()));
        Assert.Equal(
            "Welcome ann",
            activities.Single(a => a["text"]!.GetValue<string>().StartsWith("Welcome", StringComparison.Ordinal))[
                "text"
            ]!.GetValue<string>());
    }

    [Fact]
    public async Task The_name_of_a_tokens_user_is_nobody_elses()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var taken = new { user = new { id = "dl_ann" }, type = "message", text = "x", from = new { id = "dl_ann" } };
        Assert.Equal("BadArgument", (await caller.PostAsync("conversations", taken)).Code);
        var started = await caller.PostAsync("conversations");
        caller.Token = started.Json["token"]!.GetValue<string>();
        Assert.Equal(
            "BadArgument",
            (
                await caller.PostAsync(
                    $"conversations/{started.Json["conversationId"]!.GetValue<string>()}/activities", taken)).Code);
    }

    [Fact]
    public async Task The_news_for_the_bot_is_never_shown_to_clients()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await caller.PollAsync(conversation.Id, 1);
        Assert.DoesNotContain(
            "conversationUpdate", (await caller.GetAsync($"conversations/{conversation.Id}/activities")).Text,
            StringComparison.Ordinal);
        using var socket = await Caller.OpenAsync(conversation.StreamUrl);
        Assert.Equal("message", Assert.Single(await socket.ActivitiesAsync(1))["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(256 * 1024, HttpStatusCode.OK)]
    [InlineData(256 * 1024 + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(8 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_has_256_kilobytes_at_most(int bytes, HttpStatusCode expected)
    {
        const string Empty = """{"type":"message","text":""}""";
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var body = Empty.Insert(Empty.Length - 2, new string('x', bytes - Empty.Length));
        Assert.Equal(expected, (await caller.PostAsync($"conversations/{conversation.Id}/activities", body)).Status);
        Assert.Equal(
            expected,
            (
                await caller.SendAsync(
                    HttpMethod.Post, $"conversations/{conversation.Id}/activities", body,
                    ("Transfer-Encoding", "chunked"))).Status);
        Assert.Empty(server.Errors);
    }

    [Fact]
    public async Task Files_are_refused_where_they_are_switched_off()
    {
        await using var server = await EchoServer.StartAsync(options => options.Uploads.Enabled = false);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        foreach (var body in new byte[][] { [], [0xff, 0xd8], new byte[1 << 20] })
        {
            var reply = await caller.PostAsync($"conversations/{conversation.Id}/upload?userId=dl_ann", body);
            Assert.Equal((HttpStatusCode.BadRequest, "UploadNotSupported"), (reply.Status, reply.Code));
        }
    }

    private static async Task<JsonNode> EchoAsync(Caller caller, string conversation, string body)
    {
        var reply = await caller.PostAsync($"conversations/{conversation}/activities", body);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return (await caller.PollAsync(conversation, 3)).Activities.Single(a =>
            a["id"]!.GetValue<string>() == reply.Json["id"]!.GetValue<string>());
    }
}
