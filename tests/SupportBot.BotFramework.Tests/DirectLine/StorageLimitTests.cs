using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class StorageLimitTests
{
    [Theory]
    [InlineData("channelData", 4096, HttpStatusCode.OK)]
    [InlineData("channelData", 4097, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("channelData", 200_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("value", 15_000, HttpStatusCode.OK)]
    [InlineData("value", 17_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("unknown", 17_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("speak", 17_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("summary", 17_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_an_activity_holds_besides_its_text_is_bounded(
        string member, int bytes, HttpStatusCode expected)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var reply = await PostAsync(
            caller,
            conversation,
            new JsonObject
            {
                ["type"] = "message",
                ["text"] = "hi",
                [member] = new string('x', bytes - 2),
            });
        Assert.Equal(expected, reply.Status);
        if (expected != HttpStatusCode.OK)
            await AssertNothingIsStoredAsync(caller, conversation, reply, "MessageSizeTooBig");
    }

    [Theory]
    [InlineData("attachments", """{"contentType":"image/png","contentUrl":"https://example.com"}""")]
    [InlineData("entities", """{"type":"note"}""")]
    [InlineData("membersAdded", """{"id":"somebody"}""")]
    public async Task Lists_of_an_activity_are_bounded_in_sum(string member, string element)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var list = string.Join(',', Enumerable.Repeat($"{element[..^1]},\"more\":\"{new string('x', 1_500)}\"}}", 12));
        var reply = await caller.PostAsync(
            Activities(conversation),
            $$"""{"type":"message","text":"hi","{{member}}":[{{list}}]}""");
        await AssertNothingIsStoredAsync(caller, conversation, reply, "MessageSizeTooBig");
    }

    [Fact]
    public async Task A_text_that_is_longer_than_any_that_is_read_is_stored_cut()
    {
        await using var server = await EchoServer.StartAsync(o => o.LongestText = 10);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await caller.SayAsync(conversation.Id, "0123456789");
        await caller.SayAsync(conversation.Id, "0123456789a");
        await caller.SayAsync(conversation.Id, $"{new string(' ', 1_000)}short{new string(' ', 1_000)}");
        await caller.SayAsync(conversation.Id, $"01234567   {new string('x', 1_000)}");
        await caller.SayAsync(conversation.Id, $"012345678😀{new string('x', 200_000)}");
        var (log, _) = await caller.PollAsync(conversation.Id, 11);
        var said = log.Where(a => a["from"]!["role"]!.GetValue<string>() == "user")
            .Select(a => a["text"]!.GetValue<string>());
        Assert.Equal(["0123456789", "0123456789…", "short", "01234567  …", "012345678😀…"], said);
    }

    [Fact]
    public async Task A_conversation_stores_so_many_bytes_in_an_hour_and_goes_on_afterwards()
    {
        await using var server = await EchoServer.StartAsync(o => o.BytesPerVisitor = 40_000);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var (taken, refused) = await FloodAsync(caller, conversation, 50);
        Assert.InRange(taken, 10, 25);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "QuotaExceeded"), (refused!.Status, refused.Code));

        server.Clock.Advance(TimeSpan.FromHours(2));
        caller.Token = EchoServer.Secret;
        Assert.Equal(1, (await FloodAsync(caller, conversation, 1)).Taken);
        var said = (await caller.PollAsync(conversation.Id, 2 * taken + 3)).Activities.Count(a =>
            a["from"]!["role"]!.GetValue<string>() == "user");
        Assert.Equal(taken + 1, said);
    }

    [Fact]
    public async Task The_window_slides_so_that_its_end_gives_no_second_quota_at_once()
    {
        await using var server = await EchoServer.StartAsync(o => o.BytesPerVisitor = 40_000);
        server.Clock.Advance(TimeSpan.FromMinutes(59));
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var (first, _) = await FloodAsync(caller, conversation, 50);
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        var (second, _) = await FloodAsync(caller, conversation, 50);
        Assert.InRange(second, 0, first / 10);
    }

    [Fact]
    public async Task One_visitor_gets_no_more_by_further_conversations()
    {
        await using var server = await EchoServer.StartAsync(o =>
            (o.BytesPerVisitor, o.VisitorsPerAddress) = (40_000, 3));
        var taken = 0;
        for (var i = 0; i < 10; i++)
        {
            using var caller = new Caller(server.Address);
            taken += (await FloodAsync(caller, await caller.StartAsync($"dl_{i}"), 50)).Taken;
        }
        Assert.InRange(taken, 3 * 10, 3 * 25);
    }

    [Fact]
    public async Task The_host_has_a_ceiling_for_all()
    {
        await using var server = await EchoServer.StartAsync(o =>
            (o.BytesPerVisitor, o.BytesPerHost) = (40_000, 60_000));
        using var ann = new Caller(server.Address);
        await FloodAsync(ann, await ann.StartAsync(), 50);
        using var ben = new Caller(server.Address);
        var (taken, refused) = await FloodAsync(ben, await ben.StartAsync("dl_ben"), 50);
        Assert.InRange(taken, 5, 15);
        Assert.Contains("this host", refused!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_body_is_not_read_and_a_poll_is_answered_all_the_same()
    {
        await using var server = await EchoServer.StartAsync(o => o.BytesPerVisitor = 2_000);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await FloodAsync(caller, conversation, 1, length: 1);
        var reply = await caller.PostAsync(Activities(conversation), Encoding.UTF8.GetBytes(new string('{', 100_000)));
        Assert.Equal("QuotaExceeded", reply.Code);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(Activities(conversation))).Status);
    }

    [Fact]
    public async Task What_could_not_be_stored_uses_up_no_quota()
    {
        await using var server = await EchoServer.StartAsync(o => o.BytesPerVisitor = 40_000);
        using var caller = new Caller(server.Address);
        var token = (await caller.PostAsync("tokens/generate", new { user = new { id = "dl_ann" } })).Json;
        (caller.Token, var id) = (token["token"]!.GetValue<string>(), token["conversationId"]!.GetValue<string>());
        for (var i = 0; i < 100; i++)
            Assert.Equal(
                HttpStatusCode.NotFound,
                (
                    await caller.PostAsync($"conversations/{id}/activities", """{"type":"message","text":"early"}""")
                ).Status);
        await caller.PostAsync("conversations");
        await caller.SayAsync(id, "now");
    }

    [Fact]
    public async Task A_page_is_bounded_in_bytes_and_whoever_pages_on_gets_everything_once()
    {
        await using var server = await EchoServer.StartAsync(o => (o.BytesPerVisitor, o.PageBytes) = (1 << 28, 20_000));
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        for (var i = 0; i < 40; i++)
            await caller.SayAsync(conversation.Id, $"{i} {new string('x', i % 4 == 0 ? 30_000 : 1_000)}");
        var (all, _) = await caller.PollAsync(conversation.Id, 81);
        var (ids, watermark) = (new List<string>(), "");
        while (true)
        {
            var page = await caller.GetAsync($"{Activities(conversation)}?watermark={watermark}");
            if (page.Json["activities"]!.AsArray() is { Count: 0 }) break;
            Assert.InRange(page.Text.Length, 0, 31_000);
            ids.AddRange(page.Json["activities"]!.AsArray().Select(a => a!["id"]!.GetValue<string>()));
            watermark = page.Json["watermark"]!.GetValue<string>();
        }
        Assert.Equal(all.Select(a => a["id"]!.GetValue<string>()), ids);
        Assert.Equal(81, ids.Distinct().Count());
    }

    [Fact]
    public async Task The_name_of_a_user_is_bounded_too()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var reply = await caller.PostAsync(
            "conversations", new { user = new { id = "ann", name = new string('x', 201) } });
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (reply.Status, reply.Code));
    }

    private static async Task<(int Taken, Reply? Refused)> FloodAsync(
        Caller caller, Conversation conversation, int posts, int length = 1_000)
    {
        var taken = 0;
        for (var i = 0; i < posts; i++)
        {
            var reply = await PostAsync(
                caller, conversation, new JsonObject { ["type"] = "message", ["text"] = new string('x', length) });
            if (reply.Status != HttpStatusCode.OK) return (taken, reply);
            taken++;
        }
        return (taken, null);
    }

    private static async Task AssertNothingIsStoredAsync(
        Caller caller, Conversation conversation, Reply reply, string code)
    {
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, code), (reply.Status, reply.Code));
        await caller.PollAsync(conversation.Id, 1);
        await caller.SayAsync(conversation.Id, "still there?");
        var (log, _) = await caller.PollAsync(conversation.Id, 3);
        Assert.Equal(
            ["Welcome dl_ann", "still there?", "Echo: still there?"], log.Select(a => a["text"]!.GetValue<string>()));
    }

    private static Task<Reply> PostAsync(Caller caller, Conversation conversation, JsonObject activity) =>
        caller.PostAsync(Activities(conversation), activity.ToJsonString());

    private static string Activities(Conversation conversation) => $"conversations/{conversation.Id}/activities";
}
