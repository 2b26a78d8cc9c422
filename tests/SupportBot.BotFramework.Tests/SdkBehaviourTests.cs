using System.Globalization;
using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.Tests.Connector;
using SupportBot.BotFramework.Tests.Teams;

namespace SupportBot.BotFramework.Tests;

/// <summary>
/// What Microsoft.Bot.Builder 4.23.1 does that a bot must be guarded against, and that the guard works. What concerns
/// tokens is in the token matrix, what concerns the Connector in <see cref="ConnectorCallsTests"/>.
/// </summary>
public sealed class SdkBehaviourTests
{
    [Theory]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("[1]")]
    [InlineData("""{"team":"x","eventType":7}""")]
    [InlineData("""{"settings":[],"onBehalfOf":{"a":1}}""")]
    public async Task Channel_data_of_another_shape_fails_no_turn(string channelData)
    {
        var bot = new RecordingBot();
        await new TestAdapter().RunAsync(Read($$"""
                {"type":"conversationUpdate","channelId":"msteams","membersAdded":[{"id":"29:a"}],
                 "channelData":{{channelData}}}
            """), bot);
        Assert.Equal(["added 1 to "], bot.Calls);
    }

    [Fact]
    public async Task Of_odd_channel_data_the_members_that_can_be_read_stay()
    {
        var bot = new RecordingBot();
        var context = await new TestAdapter().RunAsync(Read("""
            {"type":"messageUpdate","id":"7","channelId":"msteams",
             "channelData":{"eventType":"editMessage","tenant":{"id":"t"},"settings":7}}
            """), bot);
        Assert.Equal(["edit"], bot.Calls);
        Assert.Equal("t", context.Activity.ChannelData.Member("tenant").Text("id"));
    }

    [Fact]
    public async Task A_made_up_locale_is_cut_to_its_language_or_dropped_before_the_SDK_sees_it()
    {
        Assert.Equal("tr-TR", await LocaleAsync("tr-TR"));
        Assert.Equal("de", await LocaleAsync("de-Madeup-XQ"));
        Assert.Null(await LocaleAsync("qx-made-up"));
        Assert.Null(await LocaleAsync(new string('a', 200)));
    }

    [Fact]
    public async Task Middleware_can_set_the_culture_back_that_the_SDK_takes_from_the_sender()
    {
        var bot = new CultureBot();
        await new TestAdapter(null, new InvariantCulture()).RunAsync(
            Read("""{"type":"message","locale":"tr-TR"}"""),
            bot);
        Assert.Equal(("I", "1.5"), (bot.Upper, bot.Number));
    }

    [Fact]
    public async Task Replies_that_a_sender_expects_go_to_the_outbox_and_get_ids()
    {
        var adapter = new TestAdapter();
        var bot = new IdBot();
        await adapter.RunAsync(Read("""{"type":"message","id":"1","deliveryMode":"expectReplies","text":"x"}"""), bot);
        Assert.Equal("sent-0", bot.Id);
        Assert.Single(adapter.Sent);
    }

    [Fact]
    public void Texts_that_look_like_dates_stay_as_they_were()
    {
        const string Json =
            """{"type":"message","channelData":{"at":"2026-01-01T00:00:00Z","old":"/Date(1)/"},"value":2.50}""";
        Assert.Equal(Json, Written(Json));
    }

    [Fact]
    public void Empty_lists_are_not_written_and_times_end_with_Z()
    {
        var activity = Activity.CreateMessageActivity();
        activity.Timestamp = new DateTimeOffset(2026, 11, 29, 13, 0, 0, TimeSpan.FromHours(1));
        var json = Encoding.UTF8.GetString(ActivityJson.Write((Activity)activity));
        Assert.Equal("""{"type":"message","timestamp":"2026-11-29T12:00:00Z"}""", json);
    }

    [Fact]
    public void A_type_name_in_JSON_names_no_type()
    {
        const string Json =
            """{"type":"message","channelData":{"$type":"System.IO.FileInfo","FileName":"x"}}""";
        Assert.IsType<JObject>(Read(Json).ChannelData);
        Assert.Equal(Json, Written(Json));
    }

    [Fact]
    public void A_node_of_System_Text_Json_is_written_and_does_not_end_the_process()
    {
        var data = new System.Text.Json.Nodes.JsonObject
        {
            ["a"] = new System.Text.Json.Nodes.JsonObject { ["b"] = 1 },
        };
        var json = Encoding.UTF8.GetString(ActivityJson.Write(new Activity { Type = "message", ChannelData = data }));
        Assert.Equal("""{"type":"message","channelData":{"a":{"b":1}}}""", json);
    }

    [Fact]
    public async Task All_turns_share_one_client_per_address_that_outlives_them()
    {
        var connectors = new TrustedConnectors(new HttpClient(), tokens: null, BotCloud.Public.Trusts);
        using (await connectors.CreateAsync(Channel.ServiceUrl, "", TestContext.Current.CancellationToken)) { }
        var again = await connectors.CreateAsync(Channel.ServiceUrl, "", TestContext.Current.CancellationToken);
        Assert.Same(again, await connectors.CreateAsync(Channel.ServiceUrl, "", TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            connectors.CreateAsync("https://evil.example/", "", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_proactive_message_cannot_escape_the_list_of_hosts()
    {
        var adapter = new TestAdapter().Adapter;
        var reference = new ConversationReference
        {
            ServiceUrl = "https://evil.example/", Conversation = new ConversationAccount { Id = "c" },
        };
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => adapter.ContinueConversationAsync(
            "app", reference, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_bot_without_sign_in_has_a_token_client_that_says_so()
    {
        var client = NullUserTokenClient.Instance;
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SignOutUserAsync(
            "u", "c", "msteams", TestContext.Current.CancellationToken));
        Assert.IsAssignableFrom<UserTokenClient>(client);
    }

    private static async Task<string?> LocaleAsync(string locale)
    {
        var before = CultureInfo.CurrentCulture;
        var activity = Read("""{"type":"message"}""");
        activity.Locale = locale;
        var context = await new TestAdapter().RunAsync(activity, new RecordingBot());
        CultureInfo.CurrentCulture = before;
        return context.Activity.Locale;
    }

    private static Activity Read(string json)
    {
        Assert.True(ActivityJson.TryRead(Encoding.UTF8.GetBytes(json), out var activity, out var error), error);
        return activity;
    }

    private static string Written(string json) => Encoding.UTF8.GetString(ActivityJson.Write(Read(json)));

    private sealed class CultureBot : ActivityHandler
    {
        public string? Upper { get; private set; }

        public string? Number { get; private set; }

        protected override Task OnMessageActivityAsync(
            ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
        {
            (Upper, Number) = ("i".ToUpper(CultureInfo.CurrentCulture), 1.5.ToString(CultureInfo.CurrentCulture));
            return Task.CompletedTask;
        }
    }

    private sealed class InvariantCulture : IMiddleware
    {
        public Task OnTurnAsync(
            ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return next(cancellationToken);
        }
    }

    private sealed class IdBot : ActivityHandler
    {
        public string? Id { get; private set; }

        protected override async Task OnMessageActivityAsync(
            ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            Id = (await turnContext.SendActivityAsync(MessageFactory.Text("y"), cancellationToken)).Id;
    }
}
