using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.Tests;
using SupportBot.BotFramework.Tests.Authentication;
using SupportBot.BotFramework.Tests.Contracts;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.EndToEnd.Clients;

/// <summary>
/// Our bot in conversation with a channel made of Microsoft's <c>botbuilder</c> 4.23.3 for JavaScript.
/// </summary>
public sealed class BotBuilderTests : IAsyncLifetime
{
    private const string Conversation = "19:abc@thread.tacv2;messageid=1|2";

    private NodeScript _channel = null!;
    private SignedBot _bot = null!;

    /// <summary>How much of what the channel told is used up.</summary>
    private int _told;

    public async ValueTask InitializeAsync()
    {
        _channel = await NodeScript.StartAsync("channel.mjs");
        _bot = await SignedBot.StartAsync(
            new InvokedEchoBot(), (await _channel.UntilAsync("listening")).GetValue<int>());
    }

    [Fact]
    public async Task It_is_welcomed_speaks_and_is_answered()
    {
        await PostAsync("""{"type":"conversationUpdate","membersAdded":[{"id":"28:bot"},{"id":"29:ann"}]}""");
        Assert.Equal("Welcome 29:ann", Text((await HeardAsync("reply"))["text"]));
        Assert.Equal(
            202,
            (int)
                (
                    await PostAsync(
                        """
                        {"type":"message","text":"hello","textFormat":"plain",
                         "localTimestamp":"2026-11-24T13:00:00.000+01:00"}
                        """
                    )
                )["status"]!);

        var answer = await HeardAsync("reply");
        Assert.Equal(
            ("Echo: hello", "plain", "in-2"),
            (Text(answer["text"]), Text(answer["textFormat"]), Text(answer["replyToId"])));
        Assert.Equal(
            ("28:bot", "29:ann", Conversation),
            (Text(answer["from"]!["id"]), Text(answer["recipient"]!["id"]), Text(answer["conversation"]!["id"])));
        Assert.All(
            _channel.Told.Where(told => told["bearer"] is not null),
            told => Assert.Equal("Bearer our-token", Text(told["bearer"])));
    }

    [Fact]
    public async Task Expected_replies_are_read_from_the_response_and_not_sent()
    {
        var answered = await PostAsync("""{"type":"message","text":"hello","deliveryMode":"expectReplies"}""");
        Assert.Equal(200, (int)answered["status"]!);
        Assert.Equal("Echo: hello", Text(Assert.Single(answered["mapped"]!["activities"]!.AsArray())!["text"]));
        Assert.DoesNotContain(_channel.Told, told => told["heard"] is not null);
    }

    [Fact]
    public async Task An_invoke_is_answered_at_once()
    {
        var known = await PostAsync("""{"type":"invoke","name":"ping","value":{"n":1}}""");
        Assert.Equal((200, """{"seen":{"n":1}}"""), ((int)known["status"]!, known["body"]!.ToJsonString()));
        Assert.Equal(501, (int)(await PostAsync("""{"type":"invoke","name":"other"}"""))["status"]!);
    }

    [Fact]
    public async Task A_channel_whose_token_is_not_the_issuers_is_refused()
    {
        await _channel.TellAsync(
            "post",
            new JsonObject
            {
                ["url"] = _bot.Address,
                ["token"] = "a.b.c",
                ["activity"] = Activity("""{"type":"message","text":"hello"}"""),
            });
        Assert.Equal(401, (int)(await _channel.UntilAsync("answered"))["status"]!);
    }

    [Fact]
    public async Task Every_call_to_the_Connector_is_understood_and_its_answer_too()
    {
        var (client, url, hello) = (_bot.Connector, Issuer.ServiceUrl, MessageFactory.Text("Hello"));
        var thread = new ConversationParameters
        {
            IsGroup = true,
            TenantId = "t",
            Members = [new ChannelAccount { Id = "29:ann" }],
            ChannelData = new JsonObject { ["channel"] = "c" },
            Activity = hello,
        };
        var created = await client.CreateConversationAsync(url, thread, Cancel);
        Assert.Equal(("a-1", "7"), (Value(created).Id, Value(created).ActivityId));
        Assert.Equal("a-2", Value(await client.SendToConversationAsync(url, Conversation, hello, Cancel)).Id);
        Assert.Equal("a-3", Value(await client.ReplyToActivityAsync(url, Conversation, "1:a/b?c", hello, Cancel)).Id);
        Assert.Equal("a-4", Value(await client.UpdateActivityAsync(url, Conversation, "a-3", hello, Cancel)).Id);
        Assert.IsType<Sent.Succeeded>(await client.DeleteActivityAsync(url, Conversation, "a-3", Cancel));
        Assert.Equal("Ann", Value(await client.GetConversationMemberAsync(url, Conversation, "29:ann", Cancel)).Name);
        var members = Value(
            await client.GetConversationPagedMembersAsync(url, Conversation, "n+0&x", cancellationToken: Cancel));
        Assert.Equal(("n+1", "29:ann"), (members.ContinuationToken, Assert.Single(members.Members!).Id));

        await _channel.UntilAsync(told => Text(told["heard"]?["call"]) == "members");
        Assert.Equal(
            [
                "create: ",
                $"send: {Conversation}",
                $"reply: {Conversation} 1:a/b?c",
                $"update: {Conversation} a-3",
                $"delete: {Conversation} a-3",
                $"member: {Conversation} 29:ann",
                $"members: {Conversation} n+0&x",
            ],
            _channel
                .Told.Select(told => told["heard"])
                .OfType<JsonNode>()
                .Select(heard => $"{Text(heard["call"])}: {string.Join(' ', heard["ids"]!.AsArray().Select(Text))}"));
        Assert.Equal(
            "Hello",
            Text(_channel.Told.Select(told => told["heard"]).OfType<JsonNode>().First()["mapped"]!["activity"]!["text"])
        );
    }

    [Fact]
    public async Task Every_kind_of_activity_is_the_same_in_Microsofts_model()
    {
        foreach (var kind in SentActivities.All.Keys)
        {
            var sent = SentActivities.Addressed(kind);
            await _bot.Connector.SendToConversationAsync(Issuer.ServiceUrl, Conversation, sent, Cancel);
            var mapped = await HeardAsync("send");
            var written = JsonNode.Parse(ActivityJson.Write(sent))!.AsObject();
            // Of an entity that model knows the type alone, and drops what else it holds.
            Assert.Equal(Types(written), Types(mapped));
            written.Remove("entities");
            Assert.All(
                written,
                member =>
                    Assert.True(
                        JsonNode.DeepEquals(member.Value, mapped[member.Key]),
                        $"{kind}, {member.Key}: {mapped[member.Key]?.ToJsonString()}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _channel.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string?> Types(JsonNode activity) =>
        activity["entities"]?.AsArray().Select(entity => Text(entity!["type"])) ?? [];

    private static string? Text(JsonNode? node) => (string?)node;

    private static T Value<T>(ConnectorResult<T> result) => Assert.IsType<ConnectorResult<T>.Succeeded>(result).Value;

    /// <summary>What the next call was about, as Microsoft's model reads it.</summary>
    private async Task<JsonNode> HeardAsync(string call)
    {
        var heard =
            _channel.Told.Skip(_told).FirstOrDefault(told => told["heard"] is not null)
            ?? await _channel.UntilAsync(told => told["heard"] is not null);
        _told = _channel.Told.IndexOf(heard) + 1;
        Assert.Equal(call, Text(heard["heard"]!["call"]));
        return heard["heard"]!["mapped"]!;
    }

    /// <summary>Posts an activity as Azure does, with a good token.</summary>
    private async Task<JsonNode> PostAsync(string changes)
    {
        await _channel.TellAsync(
            "post",
            new JsonObject
            {
                ["url"] = _bot.Address,
                ["token"] = _bot.Issuer.Sign(),
                ["activity"] = Activity(changes),
            });
        return await _channel.UntilAsync("answered");
    }

    private JsonObject Activity(string members)
    {
        var activity = JsonNode.Parse(members)!.AsObject();
        activity["id"] = $"in-{1 + _channel.Told.Count(told => told["answered"] is not null)}";
        activity["timestamp"] = "2026-11-24T12:00:00.000Z";
        (activity["channelId"], activity["serviceUrl"]) = ("msteams", Issuer.ServiceUrl);
        activity["from"] = new JsonObject { ["id"] = "29:ann", ["name"] = "Ann" };
        activity["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" };
        activity["conversation"] = new JsonObject
        {
            ["id"] = Conversation,
            ["conversationType"] = "personal",
            ["tenantId"] = "t",
        };
        return activity;
    }

    /// <summary>An echo that can be pinged.</summary>
    private sealed class InvokedEchoBot : ActivityHandler
    {
        private readonly EchoBot _echo = new();

        public override Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
            turnContext.Activity.Type == ActivityTypes.Invoke
                ? base.OnTurnAsync(turnContext, cancellationToken)
                : _echo.OnTurnAsync(turnContext, cancellationToken);

        protected override Task<InvokeResponse> OnInvokeActivityAsync(
            ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            turnContext.Activity is { Name: "ping", Value: JToken value }
                ? Task.FromResult(CreateInvokeResponse(new JObject { ["seen"] = value.DeepClone() }))
                : base.OnInvokeActivityAsync(turnContext, cancellationToken);
    }
}
