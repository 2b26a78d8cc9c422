using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Tests.DirectLine;
using SupportBot.BotFramework.Tests.Messages;

namespace SupportBot.BotFramework.Tests.Contracts;

/// <summary>
/// What a bot is handed, and what it sends, is what Microsoft's JSON schema of the activity protocol describes.
/// </summary>
[NeedsSharedData]
public sealed class ActivitySchemaTests
{
    [Fact]
    public async Task Everything_that_the_Direct_Line_server_hands_to_the_bot_fits_the_schema()
    {
        var schema = await SchemaAsync();
        var bot = new Listener();
        await using var server = await EchoServer.StartAsync(add: services => services.AddSingleton<IBot>(bot));
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        foreach (var body in Said)
            Assert.Equal(
                System.Net.HttpStatusCode.OK,
                (await caller.PostAsync($"conversations/{conversation.Id}/activities", body)).Status);

        var heard = await bot.HeardAsync(Said.Length + 1);
        Assert.Equal(
            ["conversationUpdate", "message", "message", "event", "endOfConversation"],
            heard.Select(json => (string?)JsonNode.Parse(json)!["type"]));
        Assert.Empty(heard.SelectMany(json => schema.Errors("Activity", json)));
    }

    [Fact]
    public async Task What_a_channel_sends_is_kept_and_still_fits_the_schema()
    {
        var schema = await SchemaAsync();
        await using var server = await BotServer.StartAsync(new EchoBot());
        await server.PostAsync(BotServer.Json("""
                "entities":[{"type":"clientInfo","locale":"en-GB"}],"channelData":{"tenant":{"id":"t"}},
                 "localTimestamp":"2026-11-24T13:00:00+01:00","importance":"high"
            """));
        Assert.Empty(
            schema.Errors(
                "Activity", System.Text.Encoding.UTF8.GetString(ActivityJson.Write(Assert.Single(server.Accepted)))));
    }

    [Fact]
    public async Task What_a_bot_sends_fits_the_schema_too()
    {
        var schema = await SchemaAsync();
        Assert.All(
            SentActivities.All.Keys,
            kind =>
                Assert.Empty(
                    schema.Errors(
                        "Activity",
                        System.Text.Encoding.UTF8.GetString(ActivityJson.Write(SentActivities.Addressed(kind))))));
    }

    [Fact]
    public async Task The_schema_tells_right_from_wrong()
    {
        var schema = await SchemaAsync();
        Assert.NotEmpty(schema.Errors("Activity", """{"type":"message"}"""));
        Assert.NotEmpty(
            schema.Errors(
                "Activity",
                """{"type":"message","channelId":"x","conversation":{"id":"c"},"from":{"name":"nobody"}}"""));
    }

    /// <summary>As Web Chat sends them.</summary>
    private static readonly string[] Said =
    [
        """
        {"type":"message","text":"hello","textFormat":"plain","locale":"en-GB","localTimezone":"Europe/Berlin",
         "localTimestamp":"2026-11-24T13:00:00.000+01:00","from":{"id":"dl_ann","name":"","role":"user"},
         "channelId":"webchat","channelData":{"clientActivityID":"c1"},"entities":[{"type":"ClientCapabilities",
         "requiresBotState":true,"supportsListening":true,"supportsTts":true}]}
        """,
        """{"type":"message","value":{"choice":1},"from":{"id":"dl_ann"},"channelData":{"postBack":true}}""",
        """
        {"type":"event","name":"webchat:activity-status/feedback","from":{"id":"dl_ann"},
         "entities":[{"type":"https://schema.org/Message","@type":"LikeAction","@id":"x"}]}
        """,
        """{"type":"endOfConversation","code":"userCancelled","from":{"id":"dl_ann"}}""",
    ];

    /// <summary>
    /// The schema requires every account's name; to the Activity specification it is optional (section "From").
    /// </summary>
    private static Task<ContractSchema> SchemaAsync() =>
        ContractSchema.LoadAsync("activity-protocol.schema.json", ("ChannelAccount", "name"));

    /// <summary>Keeps what it hears, as JSON.</summary>
    private sealed class Listener : IBot
    {
        private readonly System.Threading.Channels.Channel<string> _heard =
            System.Threading.Channels.Channel.CreateUnbounded<string>();

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
            _heard
                .Writer.WriteAsync(
                    System.Text.Encoding.UTF8.GetString(ActivityJson.Write(turnContext.Activity)), cancellationToken)
                .AsTask();

        public async Task<IReadOnlyList<string>> HeardAsync(int count)
        {
            var heard = new List<string>();
            while (heard.Count < count) heard.Add(await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
            return heard;
        }
    }
}
