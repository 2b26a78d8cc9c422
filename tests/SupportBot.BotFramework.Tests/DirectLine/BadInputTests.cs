using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class BadInputTests
{
    [NeedsSharedData]
    [Fact]
    public async Task No_body_of_the_JSON_test_suite_breaks_any_endpoint()
    {
        var files = Directory.GetFiles(SharedData.Data("security/JSONTestSuite/test_parsing"), "*.json");
        Assert.InRange(files.Length, 300, 400);
        await using var server = await EchoServer.StartAsync();
        using var back = new Caller(server.Address);
        using var visitor = new Caller(server.Address);
        var conversation = await visitor.StartAsync();
        foreach (var file in files)
        {
            var body = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            foreach (var path in Routes.WithBody(conversation.Id))
            {
                var reply = await (path == "tokens/refresh" ? visitor : back).PostAsync(path, body);
                Assert.True(
                    (int)reply.Status < 500, $"{Path.GetFileName(file)} to {path}: {(int)reply.Status} {reply.Text}");
                if (path.EndsWith("activities", StringComparison.Ordinal))
                    Assert.True(
                        reply.Status == HttpStatusCode.BadRequest,
                        $"{Path.GetFileName(file)} is no activity: {(int)reply.Status}");
            }
        }
        await AssertLivesAsync(server, visitor, conversation.Id);
    }

    [Fact]
    public async Task Broken_JSON_is_refused_with_the_place_of_the_fault()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var reply = await caller.PostAsync(
            $"conversations/{conversation.Id}/activities", "{\"type\":\"message\",\n\"text\":oops}");
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (reply.Status, reply.Code));
        Assert.Contains("line 2", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"message","type":"event"}""")]
    [InlineData("""{"type":"message","Type":"event"}""")]
    [InlineData("""{"type":"message","channelData":{"a":1,"a":2}}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","unknown":{"deep":["\udc00"]}}""")]
    [InlineData("""{"type":"message","\ud800":1}""")]
    [InlineData("""{"type":"message","text":1}""")]
    [InlineData("""{"type":"message","value":1e400}""")]
    [InlineData("""{"type":"message"/* a comment */}""")]
    [InlineData("""{"type":"message","from":"ann"}""")]
    [InlineData("""{"type":"message","entities":{}}""")]
    [InlineData("""{"type":"message","entities":[null]}""")]
    [InlineData("""{"type":"message","attachments":[null]}""")]
    [InlineData("""{"type":"message","localTimestamp":"yesterday"}""")]
    [InlineData("""{"type":"message"} {"type":"message"}""")]
    [InlineData("")]
    public async Task An_activity_that_two_readers_could_read_differently_or_not_at_all_is_refused(string body)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await caller.PostAsync($"conversations/{conversation.Id}/activities", body)).Status);
        await AssertLivesAsync(server, caller, conversation.Id);
    }

    [Theory]
    [InlineData("""{"user":{"id":"\ud800"}}""")]
    [InlineData("""{"user":{"name":"\ud800"}}""")]
    [InlineData("""{"user":"ann"}""")]
    [InlineData("""{"user":{"id":1}}""")]
    [InlineData("""{"locale":["de"]}""")]
    [InlineData("""{"trustedOrigins":"https://www.example.com"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"user":{"id":"a""")]
    public async Task Parameters_of_the_wrong_kind_are_refused_with_an_example(string body)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        foreach (var path in new[] { "tokens/generate", "conversations" })
        {
            var reply = await caller.PostAsync(path, body);
            Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (reply.Status, reply.Code));
        }
        Assert.Empty(server.Errors);
    }

    [Theory]
    [InlineData(60, HttpStatusCode.OK)]
    [InlineData(63, HttpStatusCode.BadRequest)]
    [InlineData(100_000, HttpStatusCode.BadRequest)]
    public async Task Nesting_has_an_end_and_what_is_within_it_is_replayed(int depth, HttpStatusCode expected)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        foreach (var member in new[] { "channelData", "value", "unknown" })
        {
            var lists = $"{new string('[', depth)}{new string(']', depth)}";
            var body = $$$"""{"type":"message","text":"x","{{{member}}}":{"deep":{{{lists}}} } }""";
            Assert.Equal(
                expected, (await caller.PostAsync($"conversations/{conversation.Id}/activities", body)).Status);
        }
        await AssertLivesAsync(server, caller, conversation.Id);
    }

    [NeedsSharedData]
    [Fact]
    public async Task Naughty_strings_come_back_byte_for_byte_by_polling_and_by_socket()
    {
        var strings = JsonSerializer.Deserialize<string[]>(
            await File.ReadAllTextAsync(
                SharedData.Data("security/blns/blns.json"), TestContext.Current.CancellationToken))!;
        Assert.InRange(strings.Length, 500, 600);
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var said = new Dictionary<string, string>();
        foreach (var text in strings) said.Add(await caller.SayAsync(conversation.Id, text), text);

        var (polled, _) = await caller.PollAsync(conversation.Id, 2 * strings.Length + 1);
        AssertExact(said, polled);
        using var socket = await Caller.OpenAsync(
            (await caller.GetAsync($"conversations/{conversation.Id}?watermark=")).Json["streamUrl"]!.GetValue<string>()
        );
        AssertExact(said, await socket.ActivitiesAsync(polled.Count));
        Assert.Empty(server.Errors);
    }

    private static void AssertExact(Dictionary<string, string> said, List<JsonNode> activities)
    {
        var texts = activities.ToDictionary(a => a["id"]!.GetValue<string>(), a => a["text"]!.GetValue<string>());
        foreach (var (id, text) in said) Assert.Equal(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(texts[id]));
        Assert.Equal(
            said.Values.Select(text => $"Echo: {text}"),
            activities.Where(a => a["replyToId"] is not null).Select(a => a["text"]!.GetValue<string>()));
    }

    private static async Task AssertLivesAsync(EchoServer server, Caller caller, string conversation)
    {
        var id = await caller.SayAsync(conversation, "still there?");
        var (activities, _) = await caller.PollAsync(conversation, 3);
        Assert.Contains(activities, a => a["id"]!.GetValue<string>() == id);
        Assert.Empty(server.Errors);
    }
}
