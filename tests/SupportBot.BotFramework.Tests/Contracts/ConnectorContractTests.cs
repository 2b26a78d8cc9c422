using System.Reflection;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.Tests.Connector;

namespace SupportBot.BotFramework.Tests.Contracts;

/// <summary>
/// What we ask of a channel's Connector is what Microsoft's own description of it allows, and so are the answers we
/// read.
/// </summary>
public sealed class ConnectorContractTests : IDisposable
{
    private const string Id = """{"id":"1:x"}""";
    private const string Ann = """{"id":"29:ann","name":"Ann","aadObjectId":"7a0e3c1d","role":"user"}""";
    private const string Conversation = "19:abc@thread.tacv2;messageid=1|2";

    /// <summary>Each call of the client, with an answer to it.</summary>
    private static readonly Dictionary<
        string,
        (int Status, string Answer, Func<ConnectorCalls, Task<object>> Call)
    > All = new()
    {
        [nameof(ConnectorCalls.CreateConversationAsync)] = (
            201,
            """{"id":"19:new","activityId":"7","serviceUrl":"https://smba.trafficmanager.net/teams/"}""",
            async client => await client.CreateConversationAsync(Channel.ServiceUrl, Thread(), Cancel)),
        [nameof(ConnectorCalls.SendToConversationAsync)] = (
            201,
            Id,
            async client =>
                await client.SendToConversationAsync(
                    Channel.ServiceUrl, Conversation, MessageFactory.Text("Hello"), Cancel)),
        [nameof(ConnectorCalls.SendOnceAsync)] = (
            201,
            Id,
            async client =>
                await client.SendOnceAsync(Channel.ServiceUrl, Conversation, MessageFactory.Text("Hello"), Cancel)),
        [nameof(ConnectorCalls.SendTargetedAsync)] = (
            201,
            Id,
            async client =>
                await client.SendTargetedAsync(Channel.ServiceUrl, Conversation, MessageFactory.Text("Hello"), Cancel)),
        [nameof(ConnectorCalls.ReplyToActivityAsync)] = (
            202,
            Id,
            async client =>
                await client.ReplyToActivityAsync(
                    Channel.ServiceUrl, Conversation, "1:a/b?c", MessageFactory.Text("Hello"), Cancel)),
        [nameof(ConnectorCalls.UpdateActivityAsync)] = (
            200,
            Id,
            async client =>
                await client.UpdateActivityAsync(
                    Channel.ServiceUrl, Conversation, "1:x", MessageFactory.Text("Hello"), Cancel)),
        [nameof(ConnectorCalls.DeleteActivityAsync)] = (
            202, "", async client => await client.DeleteActivityAsync(Channel.ServiceUrl, Conversation, "1:x", Cancel)),
        [nameof(ConnectorCalls.GetConversationMemberAsync)] = (
            200,
            Ann,
            async client => await client.GetConversationMemberAsync(Channel.ServiceUrl, Conversation, "29:ann", Cancel)
        ),
        [nameof(ConnectorCalls.GetConversationPagedMembersAsync)] = (
            200,
            $$"""{"continuationToken":"n+1","members":[{{Ann}}]}""",
            async client =>
                await client.GetConversationPagedMembersAsync(
                    Channel.ServiceUrl, Conversation, "n+0&x", pageSize: 50, Cancel)),
    };

    private readonly Channel _channel = new();

    public static TheoryData<string> Calls => [.. All.Keys];

    public static TheoryData<string> Kinds => [.. SentActivities.All.Keys];

    [NeedsSharedData]
    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_and_its_answer_are_as_Microsoft_describes_them(string name)
    {
        var contract = await ConnectorContract.LoadAsync();
        var (status, answer, call) = All[name];
        _channel.Answers(status, answer);
        var result = await call(_channel.Calls());
        Assert.StartsWith("Succeeded", result.GetType().Name, StringComparison.Ordinal);
        var (method, address, _, body) = Assert.Single(_channel.Asked);
        Assert.Empty(contract.RequestErrors(method, Path(address), body));
        Assert.Empty(contract.ResponseErrors(method, Path(address), status, answer));
    }

    [Fact]
    public void No_call_of_the_client_is_left_out() =>
        Assert.Equal(
            typeof(ConnectorCalls)
                .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(method => method.Name)
                .Order(),
            All.Keys.Order());

    [NeedsSharedData]
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_activity_that_is_sent_is_as_Microsoft_describes_it(string kind)
    {
        var contract = await ConnectorContract.LoadAsync();
        _channel.Answers(201, Id);
        await _channel.Calls().SendToConversationAsync(Channel.ServiceUrl, "c", SentActivities.Addressed(kind), Cancel);
        var (method, address, _, body) = Assert.Single(_channel.Asked);
        Assert.Empty(contract.RequestErrors(method, Path(address), body));
    }

    [NeedsSharedData]
    [Fact]
    public async Task The_description_tells_right_from_wrong()
    {
        var contract = await ConnectorContract.LoadAsync();
        Assert.Single(
            contract.RequestErrors(HttpMethod.Post, "v3/conversations/c/activities", """{"type":"mesage"}"""));
        Assert.Single(
            contract.RequestErrors(
                HttpMethod.Post,
                "v3/conversations/c/activities",
                """{"type":"message","attachments":{}}"""));
        Assert.Single(contract.RequestErrors(HttpMethod.Post, "v3/conversations/c/activities", null));
        Assert.Single(contract.RequestErrors(HttpMethod.Put, "v3/conversations/c/activities", "{}"));
        Assert.Single(contract.RequestErrors(HttpMethod.Get, "v3/conversations/c/pagedmembers?token=x", null));
        Assert.Single(
            contract.ResponseErrors(HttpMethod.Get, "v3/conversations/c/pagedmembers", 200, """{"members":{}}"""));
    }

    public void Dispose() => _channel.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Path(string address) => address[Channel.ServiceUrl.Length..];

    private static ConversationParameters Thread() => new()
    {
        IsGroup = true,
        Bot = new ChannelAccount { Id = "28:bot", Name = "Bot" },
        Members = [new ChannelAccount { Id = "29:ann" }],
        TenantId = "t",
        TopicName = "A customer asks",
        Activity = MessageFactory.Text("A customer asks"),
        ChannelData = new JObject { ["channel"] = new JObject { ["id"] = "19:abc@thread.tacv2" } },
    };
}
