using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Conversations;
using static SupportBot.Tests.Channels.Teams.Person;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>What people do in Teams beside asking, through the whole product.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private const string Thread = "19:team@thread.tacv2;messageid=1";
    private const string Team = "19:team@thread.tacv2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("people");
    private ConnectorDouble _channel = null!;
    private ChatHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _channel = await ConnectorDouble.StartAsync();
        _host = await ChatHost.StartAsync(_folder, null, Development, ("RateLimits:MessagesPerMinute", "10"));
    }

    [Theory]
    [InlineData("channel", Thread)]
    [InlineData("groupChat", "19:chat@thread.v2")]
    public async Task Among_several_people_the_bot_answers_and_keeps_only_what_mentions_it(
        string type, string conversation)
    {
        using var ann = new Person(_host, _channel.ServiceUrl, conversation, type);
        await SayAsync(ann, "Anybody for lunch?", "1");
        await SayAsync(ann, "<at>Ben</at> is right", "2", Mention("29:ben", "Ben"));
        await SayAsync(
            ann, "<at>Bot</at> what does <at>Ben</at> need?", "3", Mention("28:bot", "Bot"), Mention("29:ben", "Ben"));
        Assert.Contains(
            "That answers what does Ben need?.", Text((await _channel.NextAsync())["text"]), StringComparison.Ordinal);
        Assert.Single(_host.Answerer.Asked);
        var kept = await _host
            .Services.GetRequiredService<ConversationStore>()
            .ReadAsync($"msteams/{conversation}", 0, 100, 1 << 20, Cancel);
        Assert.Equal(2, kept!.Visible.Count);
    }

    [Fact]
    public async Task Other_bots_get_no_answer()
    {
        using var bot = new Person(_host, _channel.ServiceUrl, Thread, "channel");
        using var response = await bot.SayAsync(
            "<at>Bot</at> hello", "1", activity => activity["from"]!["id"] = "28:other");
        await SayAsync(bot, "<at>Bot</at> and now?", "2", Mention("28:bot", "Bot"));
        Assert.Equal("2", Text((await _channel.NextAsync())["replyToId"]));
    }

    [Fact]
    public async Task A_mention_alone_asks_for_a_question_though_Teams_attaches_it_as_html()
    {
        using var ann = new Person(_host, _channel.ServiceUrl, Thread, "channel");
        using var response = await ann.SayAsync("<at>Bot</at>", "1", activity =>
                activity["attachments"] = new JsonArray(
                    new JsonObject
                    {
                        ["contentType"] = "text/html",
                        ["content"] = "<p><span itemtype=\"http://schema.skype.com/Mention\">Bot</span></p>",
                    }));
        Assert.Equal(
            "I got a message without text. Please type your question.", Text((await _channel.NextAsync())["text"]));
    }

    [Theory]
    [InlineData("installationUpdate", "conversationUpdate")]
    [InlineData("conversationUpdate", "installationUpdate")]
    public async Task Who_installs_the_bot_is_greeted_once_whatever_Teams_sends_first(params string[] news)
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        foreach (var type in news) await SendAsync(ann, type, type, Installed);
        await ann.AskAsync("how?", "1");
        var (greeting, answer) = (await _channel.NextAsync(), await _channel.NextAsync());
        Assert.StartsWith(
            "Hello! I am SupportBot, an automated assistant.", Text(greeting["text"]), StringComparison.Ordinal);
        Assert.InRange(greeting["attachments"]![0]!["content"]!["actions"]!.AsArray().Count, 1, 3);
        Assert.Null(greeting["replyToId"]);
        Assert.Equal("1", Text(answer["replyToId"]));
    }

    [Fact]
    public async Task A_team_is_told_once_how_to_ask_and_its_members_are_left_alone()
    {
        using var ann = new Person(_host, _channel.ServiceUrl, Team, "channel");
        await SendAsync(
            ann,
            "conversationUpdate",
            "a",
            activity =>
                activity["membersAdded"] = new JsonArray(
                    new JsonObject { ["id"] = "29:ben" }, new JsonObject { ["id"] = "29:cid" }));
        await SendAsync(ann, "installationUpdate", "b", Installed);
        await SendAsync(ann, "conversationUpdate", "c", Installed);
        await SendAsync(
            ann, "conversationUpdate", "d",
            activity => activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:dan" }));
        await SendAsync(ann, "installationUpdate", "e", activity => activity["action"] = "add-upgrade");
        await SayAsync(ann, "<at>Bot</at> how?", "1", Mention("28:bot", "Bot"));
        var (greeting, answer) = (await _channel.NextAsync(), await _channel.NextAsync());
        Assert.EndsWith("mention me: @Bot, then your question.", Text(greeting["text"]), StringComparison.Ordinal);
        Assert.Equal("1", Text(answer["replyToId"]));
    }

    [Fact]
    public async Task An_edit_of_the_last_message_is_asked_anew_and_the_first_wording_is_forgotten()
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        await ann.AskAsync("first?", "1");
        await NextAsync();
        await ann.AskAsync("secnd?", "2");
        await NextAsync();
        await EditAsync(ann, "2", "second?", "2026-03-01T12:01:00Z");
        await NextAsync();
        await EditAsync(ann, "2", "second?", "2026-03-01T12:02:00Z");
        await EditAsync(ann, "2", "really second?", "2026-03-01T12:03:00Z");
        await NextAsync();
        await ann.AskAsync("third?", "3");
        await NextAsync();
        Assert.Equal(
            ["first?", "secnd?", "second?", "really second?", "third?"],
            _host.Answerer.Asked.Select(question => question.Text));
        Assert.Equal(["first?", "really second?"], _host.Answerer.Asked.Last().History.Select(past => past.Question));
    }

    [Fact]
    public async Task An_edit_of_an_earlier_message_gets_no_answer()
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        await ann.AskAsync("first?", "1");
        await ann.AskAsync("second?", "2");
        await EditAsync(ann, "1", "something else?", "2026-03-01T12:01:00Z");
        await ann.AskAsync("third?", "3");
        for (var i = 0; i < 3; i++) await _channel.NextAsync();
        Assert.Equal(["first?", "second?", "third?"], _host.Answerer.Asked.Select(question => question.Text));
        Assert.Equal(["first?", "second?"], _host.Answerer.Asked.Last().History.Select(past => past.Question));
    }

    [Fact]
    public async Task Edits_count_like_messages()
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        await ann.AskAsync("0?", "1");
        var last = await NextAsync();
        for (var i = 1; i <= 10; i++)
        {
            await EditAsync(ann, "1", $"{i}?", $"2026-03-01T12:00:{i:00}Z");
            last = await NextAsync();
        }
        Assert.StartsWith(
            "I am getting more messages than I can answer right now.", Text(last["text"]), StringComparison.Ordinal);
        Assert.Equal(10, _host.Answerer.Asked.Count);
    }

    [Fact]
    public async Task A_deleted_message_is_no_part_of_the_history_until_the_deletion_is_undone()
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        await ann.AskAsync("first?", "1");
        await ann.AskAsync("second?", "2");
        await SendAsync(
            ann, "messageDelete", "1",
            activity => activity["channelData"] = new JsonObject { ["eventType"] = "softDeleteMessage" });
        await ann.AskAsync("third?", "3");
        await SendAsync(ann, "messageUpdate", "1", activity =>
        {
            activity["text"] = "first?";
            activity["channelData"] = new JsonObject { ["eventType"] = "undeleteMessage" };
        });
        await ann.AskAsync("fourth?", "4");
        for (var i = 0; i < 4; i++) await _channel.NextAsync();
        var histories = _host
            .Answerer.Asked.TakeLast(2)
            .Select(question => string.Join(' ', question.History.Select(past => past.Question)));
        Assert.Equal(["second?", "first? second? third?"], histories);
    }

    [Fact]
    public async Task Reactions_to_what_the_bot_said_are_kept_as_they_are_and_are_no_feedback()
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        await ann.AskAsync("how?", "1");
        await _channel.NextAsync();
        const string answer = "r1";
        await SendAsync(
            ann, "messageReaction", "f:1", activity => React(activity, answer, "reactionsAdded", "like", "heart"));
        await SendAsync(ann, "messageReaction", "f:2", activity => React(activity, answer, "reactionsRemoved", "like"));
        await SendAsync(ann, "messageReaction", "f:3", activity => React(activity, "1", "reactionsAdded", "sad"));
        await ann.AskAsync("next?", "9");
        await _channel.NextAsync();
        var kept = Assert.Single(
            await _host.Services.GetRequiredService<ReactionStore>().ReadAsync("msteams/a:1", Cancel));
        Assert.Equal(("1-1", "29:ann", "heart"), (kept.ActivityId, kept.UserId, kept.Type));
        Assert.Empty(await FeedbackAsync("msteams/a:1"));
    }

    [Fact]
    public async Task A_thumb_is_kept_with_its_answer_and_words_and_Teams_gets_an_empty_object()
    {
        using var ann = new Person(_host, _channel.ServiceUrl, Thread, "channel");
        await SayAsync(ann, "<at>Bot</at> how?", "1", Mention("28:bot", "Bot"));
        // The reply to the next one says that Teams' id of this one is kept.
        await SayAsync(ann, "<at>Bot</at> next?", "2", Mention("28:bot", "Bot"));
        for (var i = 0; i < 2; i++) await _channel.NextAsync();
        using var response = await ThumbAsync(ann, "r1", "dislike", "{\"feedbackText\":\"Das fehlt.\"}");
        Assert.Equal(
            (HttpStatusCode.OK, "{}"), (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel)));
        var kept = Assert.Single(await FeedbackAsync($"msteams/{Thread}"));
        Assert.Equal(
            ("1-1", "29:ann", false, "Das fehlt."), (kept.ActivityId, kept.UserId, kept.Helpful, kept.Comment));
    }

    [Fact]
    public async Task A_thumb_for_what_is_no_answer_is_accepted_and_dropped()
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        using var response = await ThumbAsync(ann, "never-sent", "like", "");
        Assert.Equal(
            (HttpStatusCode.OK, "{}"), (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel)));
        Assert.Empty(await FeedbackAsync("msteams/a:1"));
    }

    [Fact]
    public async Task What_nobody_has_heard_of_holds_nothing_up()
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        await SendAsync(ann, "suggestion", "a");
        await SendAsync(
            ann, "conversationUpdate", "b",
            activity => activity["channelData"] = new JsonObject { ["eventType"] = "channelShared", ["team"] = 7 });
        await SendAsync(
            ann, "messageUpdate", "c",
            activity => activity["channelData"] = new JsonObject { ["eventType"] = "neverHeardOf" });
        using var response = await ann.SayAsync("how?", "1", activity => activity["entities"] = new JsonArray(
                    new JsonObject { ["type"] = "ProductInfo", ["id"] = "Desktop" },
                    new JsonObject { ["type"] = "QuotedReply", ["quote"] = new JsonArray(1) },
                    new JsonObject { ["type"] = "mention" }));
        Assert.Equal("1", Text((await _channel.NextAsync())["replyToId"]));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _channel.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The next message, and then time, since Teams takes no more than seven in a second.</summary>
    private async Task<JsonNode> NextAsync()
    {
        var message = await _channel.NextAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        return message;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void Installed(JsonObject activity)
    {
        activity["action"] = "add";
        activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "28:bot" });
    }

    private static void React(JsonObject activity, string message, string change, params string[] types)
    {
        activity["replyToId"] = message;
        activity[change] = new JsonArray([.. types.Select(type => new JsonObject { ["type"] = type })]);
    }

    private static async Task SayAsync(Person person, string text, string id, params JsonNode[] entities)
    {
        using var response = await person.SayAsync(
            text, id, activity => activity["entities"] = new JsonArray(entities));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task SendAsync(Person person, string type, string id, Action<JsonObject>? change = null)
    {
        using var response = await person.SendAsync(type, id, change);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static Task EditAsync(Person person, string id, string text, string time) =>
        SendAsync(
            person,
            "messageUpdate",
            id,
            activity =>
    {
        (activity["text"], activity["timestamp"]) = (text, time);
        activity["channelData"] = new JsonObject { ["eventType"] = "editMessage" };
    });

    private static Task<HttpResponseMessage> ThumbAsync(
        Person person, string answer, string reaction, string feedback) =>
        person.SendAsync(
            "invoke",
            "f:9",
            activity =>
    {
        (activity["name"], activity["replyToId"]) = ("message/submitAction", answer);
                activity["value"] = new JsonObject
                {
                    ["actionName"] = "feedback",
                    ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = feedback },
                };
    });

    private Task<IReadOnlyList<Feedback>> FeedbackAsync(string conversation) =>
        _host.Services.GetRequiredService<FeedbackStore>().ReadAsync(conversation, Cancel);

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
