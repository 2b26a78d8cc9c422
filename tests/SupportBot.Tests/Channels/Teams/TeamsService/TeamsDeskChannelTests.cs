using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>A desk channel lets a bot do what Teams does, and nothing else.</summary>
public sealed class TeamsDeskChannelTests : IAsyncLifetime
{
    private const string Hello = """{"type":"message","text":"t"}""";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _http = new();
    private TeamsDouble _teams = null!;
    private TeamsDeskChannel _desk = null!;
    private JsonObject _bea = null!;

    public async ValueTask InitializeAsync()
    {
        _teams = await TeamsDouble.StartAsync(_clock);
        _desk = _teams.DeskChannel();
        _bea = _desk.AddMember("29:bea", "Bea", "00000000-0000-0000-0000-0000000000b1");
    }

    [Fact]
    public async Task A_bot_creates_threads_and_works_in_them()
    {
        var (status, created) = await CreateThreadAsync("first");
        Assert.Equal(201, status);
        var rootId = created.Text("activityId");
        Assert.Equal($"{_desk.Id};messageid={rootId}", created.Text("id"));
        Assert.True(long.TryParse(rootId, out _));
        var thread = _desk.Thread(rootId);
        Assert.Equal(rootId, thread.Messages.Single().Key);
        await CreateThreadAsync("second");
        Assert.Equal(["first", "second"], _desk.Threads.Select(one => one.Messages.GetAt(0).Value.Text("text")));

        Assert.Equal(201, (await SendAsync(thread)).Status);
        var (_, reply) = await CallAsync(HttpMethod.Post, $"{Path(thread)}/activities/{rootId}", Hello);
        Assert.Equal(
            200, (await CallAsync(HttpMethod.Put, $"{Path(thread)}/activities/{rootId}", Message("better"))).Status);
        Assert.Equal(
            200, (await CallAsync(HttpMethod.Delete, $"{Path(thread)}/activities/{reply.Text("id")}", "")).Status);
        Assert.Equal(["better", "t"], thread.Messages.Values.Select(message => message.Text("text")));
    }

    [Fact]
    public async Task Members_are_those_of_the_team()
    {
        var thread = await ThreadAsync();
        _desk.AddMember("29:cem", "Cem", "00000000-0000-0000-0000-0000000000c1");
        var (_, page) = await CallAsync(HttpMethod.Get, $"{Path(thread)}/pagedmembers", "");
        Assert.Equal(["29:bea", "29:cem"], page.Items("members").Select(member => member.Text("id")));
        var (_, cem) = await CallAsync(
            HttpMethod.Get, $"{Path(_desk.Conversation)}/members/00000000-0000-0000-0000-0000000000c1", "");
        Assert.Equal("Cem", cem.Text("name"));
    }

    [Theory]
    [InlineData("""{"isGroup":true,"tenantId":"t","channelData":{"channel":{"id":"19:desk@thread.tacv2"}}}""")]
    [InlineData(
        """
        {"isGroup":true,"tenantId":"t","channelData":{"channel":{"id":"19:desk@thread.tacv2"}},
         "activity":{"type":"typing"}}
        """
    )]
    [InlineData("""{"isGroup":true,"tenantId":"t","members":[{"id":"29:bea"},{"id":"29:cem"}]}""")]
    [InlineData("""{"isGroup":false,"members":[{"id":"29:bea"}]}""")]
    [InlineData("""{"isGroup":false,"tenantId":"t","members":[{"id":"29:bea"},{"id":"29:cem"}]}""")]
    [InlineData("""{"tenantId":"t","members":[{"id":"00000000-0000-0000-0000-0000000000b1"}]}""")]
    [InlineData("""{"tenantId":"t"}""")]
    public async Task What_Teams_cannot_create_is_refused(string wanted)
    {
        var (status, body) = await CreateAsync(wanted);
        Assert.Equal((400, "BadSyntax"), (status, Code(body)));
        Assert.Empty(_desk.Threads);
        Assert.Equal([TeamsRule.Creation], Broken());
        Allow();
    }

    [Fact]
    public async Task Where_the_bot_is_not_it_creates_nothing()
    {
        Assert.Equal(403, (await CreateThreadAsync("t", "19:other@thread.tacv2")).Status);
        Assert.Equal(403, (await CreateChatAsync("29:nobody")).Status);
        Assert.Equal([TeamsRule.Conversation, TeamsRule.Conversation], Broken());
        Allow();
    }

    [Fact]
    public async Task The_root_of_a_thread_keeps_to_the_rules_of_messages()
    {
        Assert.Equal(400, (await CreateThreadAsync("")).Status);
        Assert.Equal(413, (await CreateThreadAsync(new string('a', 51_200))).Status);
        Assert.Empty(_desk.Threads);
        Assert.Equal([TeamsRule.Activity, TeamsRule.Size], Broken());
        Allow();
    }

    [Fact]
    public async Task A_personal_chat_is_created_once_for_each_member()
    {
        _desk.AddMember("29:cem", "Cem", "00000000-0000-0000-0000-0000000000c1");
        var (status, bea) = await CreateChatAsync("29:bea");
        Assert.Equal(201, status);
        Assert.StartsWith("a:", bea.Text("id"), StringComparison.Ordinal);
        Assert.Equal(bea.Text("id"), (await CreateChatAsync("29:bea")).Body.Text("id"));
        Assert.NotEqual(bea.Text("id"), (await CreateChatAsync("29:cem")).Body.Text("id"));
        var path = Uri.EscapeDataString(bea.Text("id"));
        Assert.Equal(201, (await CallAsync(HttpMethod.Post, $"{path}/activities", Hello)).Status);
        Assert.Single(_teams.ChatOf("29:bea").Messages);
        var (_, page) = await CallAsync(HttpMethod.Get, $"{path}/pagedmembers", "");
        Assert.Equal("29:bea", page.Items("members").Single().Text("id"));
    }

    [Fact]
    public async Task A_chat_that_a_person_began_is_the_one_that_is_created()
    {
        var ann = _teams.Personal();
        Assert.Equal(ann.Id, (await CreateChatAsync("29:ann")).Body.Text("id"));
    }

    [Fact]
    public async Task A_channel_and_all_its_threads_share_one_rate()
    {
        var (first, second) = (await ThreadAsync(), await ThreadAsync());
        Assert.Equal(201, (await SendAsync(first)).Status);
        Assert.Equal(201, (await SendAsync(second)).Status);
        Assert.Equal(201, (await SendAsync(_desk.Conversation)).Status);
        var path = $"{Path(second)}/activities/{second.Messages.GetAt(0).Key}";
        Assert.Equal(200, (await CallAsync(HttpMethod.Put, path, Hello)).Status);
        Assert.Equal(200, (await CallAsync(HttpMethod.Delete, path, "")).Status);
        Assert.Equal(429, (await SendAsync(first)).Status);
        Assert.Equal(429, (await CreateThreadAsync("t")).Status);
        Assert.Equal(201, (await CreateChatAsync("29:bea")).Status);
        Assert.Equal([TeamsRule.Rate, TeamsRule.Rate], Broken());
        Allow();
    }

    [Fact]
    public async Task Sixty_in_thirty_seconds_are_for_the_channel_too()
    {
        var threads = new[] { await ThreadAsync(), await ThreadAsync() };
        for (var i = 0; i < 58; i++)
        {
            if (i % 2 == 0) _clock.Advance(TimeSpan.FromSeconds(0.5));
            Assert.Equal(201, (await SendAsync(threads[i % 2])).Status);
        }
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(429, (await SendAsync(threads[0])).Status);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(201, (await SendAsync(threads[0])).Status);
        Allow();
    }

    [Fact]
    public async Task Members_are_read_twice_as_often_from_the_channel_and_its_threads_together()
    {
        var thread = await ThreadAsync();
        for (var i = 0; i < 14; i++)
            Assert.Equal(200, await ReadMembersAsync(i % 2 == 0 ? thread : _desk.Conversation));
        Assert.Equal(429, await ReadMembersAsync(thread));
        Assert.Equal(201, (await SendAsync(thread)).Status);
        Allow();
    }

    [Fact]
    public async Task A_targeted_message_is_for_one_member()
    {
        var thread = await ThreadAsync();
        var rootId = thread.Messages.GetAt(0).Key;
        Assert.Equal(201, (await TargetAsync($"{Path(thread)}/activities", "29:bea")).Status);
        Assert.Equal(201, (await TargetAsync($"{Path(thread)}/activities/{rootId}", "29:bea")).Status);
        Assert.Equal(400, (await TargetAsync($"{Path(thread)}/activities", "29:nobody")).Status);
        Assert.Equal(400, (await TargetAsync($"{Path(_teams.Personal())}/activities", "29:ann")).Status);
        Assert.Equal(
            [("29:bea", "only you"), ("29:bea", "only you")],
            _desk.Targeted.Select(shown => (shown.MemberId, shown.Activity.Text("text"))));
        Assert.Single(thread.Messages);
        Assert.Equal([false, true, true, true, true], _teams.Requests.Select(request => request.IsTargeted));
        Assert.Equal([TeamsRule.Target, TeamsRule.Target], Broken());
        Allow();
    }

    [Fact]
    public async Task A_Teams_without_targeted_messages_says_so()
    {
        var thread = await ThreadAsync();
        _desk.SupportsTargeted = false;
        var (status, body) = await TargetAsync($"{Path(thread)}/activities", "29:bea");
        Assert.Equal((400, "BadArgument"), (status, Code(body)));
        Assert.Empty(_desk.Targeted);
        Assert.Empty(_teams.Violations);
    }

    [Fact]
    public async Task A_bot_that_was_removed_is_told_so_and_must_not_go_on_for_long()
    {
        var thread = await ThreadAsync();
        _desk.ForgivenCalls = 4;
        _desk.RemoveBot();
        Assert.Equal(403, (await CreateThreadAsync("t")).Status);
        Assert.Equal(403, await ReadMembersAsync(_desk.Conversation));
        Assert.Equal(403, (await CreateChatAsync("29:bea")).Status);
        var (status, body) = await SendAsync(thread);
        Assert.Equal((403, "BotNotInConversationRoster"), (status, Code(body)));
        await SendAsync(thread);
        Assert.Equal(4, _desk.CallsAfterRemoval);
        Assert.Empty(_teams.Violations);
        await SendAsync(thread);
        Assert.Equal([TeamsRule.Conversation], Broken());
        _desk.AddBot();
        Assert.Equal(201, (await SendAsync(thread)).Status);
        Assert.Equal(5, _desk.CallsAfterRemoval);
        Allow();
    }

    [Fact]
    public async Task A_storm_throttles_the_channel_alone()
    {
        var thread = await ThreadAsync();
        var chat = _teams.Personal();
        _desk.Storm(3);
        Assert.Equal(201, (await SendAsync(chat)).Status);
        Assert.Equal(429, (await SendAsync(thread)).Status);
        Assert.Equal(429, (await CreateThreadAsync("t")).Status);
        Assert.Equal(429, await ReadMembersAsync(_desk.Conversation));
        Assert.Equal(201, (await SendAsync(thread)).Status);
        Assert.Empty(_teams.Violations);
    }

    [Theory]
    [InlineData(412, "PreconditionFailed")]
    [InlineData(502, "BadGateway")]
    public async Task A_test_can_provoke_a_failure_of_a_creation(int status, string code)
    {
        _teams.Provoke(request => request.ChannelId == _desk.Id, TeamsAnswer.Error(status, code, ""));
        Assert.Equal(status, (await CreateThreadAsync("t")).Status);
        Assert.Equal(201, (await CreateThreadAsync("t")).Status);
        Assert.Single(_desk.Threads);
        Assert.Equal(["t", "t"], _teams.Requests.Select(request => request.Text));
    }

    [Theory]
    [InlineData("1.5", """{"type":"Action.Execute","verb":"v","fallback":{"type":"Action.Submit"}}""", true)]
    [InlineData("1.3", """{"type":"Action.Execute","verb":"v","fallback":{"type":"Action.Submit"}}""", false)]
    [InlineData("1.5", """{"type":"Action.Execute","verb":"v"}""", false)]
    [InlineData("1.5", """{"type":"Action.Execute","fallback":{"type":"Action.Submit"}}""", false)]
    public async Task A_button_that_executes_has_a_verb_and_a_fallback(string version, string action, bool passes)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = version,
            ["actions"] = new JsonArray(JsonNode.Parse(action)),
        };
        await CardAsync(card, passes ? 201 : 400);
        Assert.Equal(passes ? [] : [TeamsRule.Card], Broken());
        Allow();
    }

    [Theory]
    [InlineData(60, 201)]
    [InlineData(61, 400)]
    public async Task A_refresh_is_for_sixty_users(int users, int status)
    {
        await CardAsync(
            new JsonObject
            {
                ["type"] = "AdaptiveCard",
                ["version"] = "1.5",
                ["refresh"] = new JsonObject
                {
                    ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "refresh" },
                    ["userIds"] = new JsonArray([.. Enumerable.Range(0, users).Select(i => (JsonNode)$"29:{i}")]),
                },
            },
            status);
        Allow();
    }

    [Theory]
    [InlineData(28_000, 201)]
    [InlineData(28_700, 413)]
    public async Task A_card_has_28_KB(int length, int status)
    {
        await CardAsync(
            new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["speak"] = new string('a', length) },
            status);
        Assert.Equal(status == 201 ? [] : [TeamsRule.Size], Broken());
        Allow();
    }

    [Fact]
    public async Task An_agent_says_edits_deletes_and_presses_as_Teams_sends_it()
    {
        await using var bot = await Listener.StartAsync();
        using var bea = new TeamsAgent(bot.Address, _teams, _desk, _bea);
        var thread = await ThreadAsync();
        var rootId = thread.Messages.GetAt(0).Key;
        var said = await bea.SayAsync(thread, "hello", mention: true);
        var plain = await bea.SayAsync(thread, "a note");
        await bea.EditAsync(thread, said, "hello!");
        await bea.DeleteAsync(thread, said);
        var (status, body) = await bea.ExecuteAsync(thread, rootId, "claim", new JsonObject { ["case"] = "7" });
        await bea.SubmitAsync(thread, rootId, new JsonObject { ["verb"] = "claim" });
        await bea.SendPictureAsync(thread, "see", "https://smba.example/1", "image/png");

        Assert.Equal((200, 200), (status, (int?)body!["statusCode"]));
        var heard = bot.Heard.ToList();
        Assert.Equal(
            ["message", "message", "messageUpdate", "messageDelete", "invoke", "message", "message"],
            heard.Select(activity => activity.Text("type")));
        Assert.All(heard, activity => Assert.Equal(
            """
            {"from":{"id":"29:bea","name":"Bea","aadObjectId":"00000000-0000-0000-0000-0000000000b1"},
            "conversation":{"id":"THREAD","conversationType":"channel","isGroup":true,"tenantId":"TENANT"},
            "channel":{"id":"19:desk@thread.tacv2"}}
            """.ReplaceLineEndings("").Replace("THREAD", thread.Id, StringComparison.Ordinal)
                .Replace("TENANT", TeamsDouble.Tenant, StringComparison.Ordinal),
            new JsonObject
            {
                ["from"] = activity["from"]!.DeepClone(),
                ["conversation"] = activity["conversation"]!.DeepClone(),
                ["channel"] = activity["channelData"]!["channel"]!.DeepClone(),
            }.ToJsonString()));
        Assert.Equal([said, plain, said, said], heard.Take(4).Select(activity => activity.Text("id")));
        Assert.Equal(5, heard.Select(activity => activity.Text("id")).Distinct().Count());
        Assert.Equal("<at>Bot</at> hello", heard[0].Text("text"));
        Assert.Equal("<at>Bot</at>", heard[0].Items("entities").Single().Text("text"));
        Assert.Equal(("a note", 0), (heard[1].Text("text"), heard[1].Items("entities").Count));
        Assert.Equal("editMessage", heard[2]["channelData"]!.AsObject().Text("eventType"));
        Assert.Equal("softDeleteMessage", heard[3]["channelData"]!.AsObject().Text("eventType"));
        Assert.Equal(("adaptiveCard/action", rootId), (heard[4].Text("name"), heard[4].Text("replyToId")));
        Assert.Equal(
            """{"action":{"type":"Action.Execute","verb":"claim","data":{"case":"7"}},"trigger":"manual"}""",
            heard[4]["value"]!.ToJsonString());
        Assert.Equal("""{"verb":"claim"}""", heard[5]["value"]!.ToJsonString());
        Assert.Null(heard[5]["text"]);
        Assert.Equal("image/png", heard[6].Items("attachments").Single().Text("contentType"));
    }

    [Fact]
    public async Task The_host_takes_what_an_agent_says_in_a_thread_that_a_member_began()
    {
        using var folder = new TempFolder();
        await using var host = await ChatHost.StartAsync(new DirectoryInfo(folder.Path), settings: Person.Development);
        using var bea = new TeamsAgent(host.Address, _teams, _desk, _bea);
        var thread = _desk.BeginThread();
        var id = await bea.SayAsync(thread, "hello", mention: true);
        await bea.EditAsync(thread, id, "hello!");
        Assert.Empty(_desk.Threads);
        Assert.Equal(201, (await SendAsync(thread)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _teams.DisposeAsync();
    }

    private static string Path(TeamsConversation conversation) => Uri.EscapeDataString(conversation.Id);

    private static string Message(string text) =>
        new JsonObject { ["type"] = "message", ["text"] = text }.ToJsonString();

    private static string Code(JsonObject body) => body["error"]!.AsObject().Text("code");

    private IEnumerable<TeamsRule> Broken() => _teams.Violations.Select(violation => violation.Rule);

    private void Allow() => _teams.Allow([.. Broken()]);

    private async Task<TeamsConversation> ThreadAsync() =>
        _desk.Thread((await CreateThreadAsync("root")).Body.Text("activityId"));

    private Task<(int Status, JsonObject Body)> CreateThreadAsync(string text, string? channelId = null) =>
        CreateAsync(
            $$$"""
            {"isGroup":true,"tenantId":"{{{TeamsDouble.Tenant}}}",
             "channelData":{"channel":{"id":"{{{channelId ?? _desk.Id}}}"}},"activity":{{{Message(text)}}} }
            """);

    private Task<(int Status, JsonObject Body)> CreateChatAsync(string memberId) =>
        CreateAsync($$"""{"tenantId":"{{TeamsDouble.Tenant}}","members":[{"id":"{{memberId}}"}]}""");

    private Task<(int Status, JsonObject Body)> CreateAsync(string wanted) => CallAsync(HttpMethod.Post, "", wanted);

    private Task<(int Status, JsonObject Body)> SendAsync(TeamsConversation conversation) =>
        CallAsync(HttpMethod.Post, $"{Path(conversation)}/activities", Hello);

    private Task<(int Status, JsonObject Body)> TargetAsync(string path, string memberId) =>
        CallAsync(
            HttpMethod.Post, $"{path}?isTargetedActivity=true",
            $$$"""{"type":"message","text":"only you","recipient":{"id":"{{{memberId}}}"}}""");

    private async Task<int> ReadMembersAsync(TeamsConversation conversation) =>
        (await CallAsync(HttpMethod.Get, $"{Path(conversation)}/pagedmembers", "")).Status;

    private async Task CardAsync(JsonObject card, int status)
    {
        var message = new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(
                new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
        };
        var (answered, _) = await CallAsync(
            HttpMethod.Post, $"{Path(_desk.Conversation)}/activities", message.ToJsonString());
        Assert.Equal(status, answered);
    }

    private async Task<(int Status, JsonObject Body)> CallAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(
            method, $"{_teams.ServiceUrl}v3/conversations{(path.Length > 0 ? "/" : "")}{path}");
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((int)response.StatusCode == 429, response.Headers.RetryAfter is not null);
        return (
            (int)response.StatusCode,
            (await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!);
    }

    /// <summary>Where a bot would be: notes what Teams sends to it.</summary>
    private sealed class Listener(WebApplication app) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.First());
        public ConcurrentQueue<JsonObject> Heard { get; } = new();

        public static async Task<Listener> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var listener = new Listener(app);
            app.MapPost("/api/messages", async (HttpContext http) =>
            {
                var activity = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
                listener.Heard.Enqueue(activity);
                return activity.Text("type") == "invoke"
                    ? Results.Text("""{"statusCode":200}""", "application/json")
                    : Results.StatusCode(202);
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return listener;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
