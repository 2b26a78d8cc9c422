using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Connector;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.BotFramework.Tests.Connector;

public sealed class ConnectorCallsTests : IDisposable
{
    private readonly Channel _channel = new();

    [Fact]
    public async Task A_message_is_sent_with_the_token_to_the_conversation_and_its_id_comes_back()
    {
        _channel.Answers(201, """{"id":"1:abc"}""");
        var result = Assert.IsType<Sent.Succeeded>(await SendAsync("19:x;messageid=1|2@thread"));
        Assert.Equal("1:abc", result.Value.Id);
        var asked = Assert.Single(_channel.Asked);
        Assert.Equal(
            "https://smba.trafficmanager.net/teams/v3/conversations/19%3Ax%3Bmessageid%3D1%7C2%40thread/activities",
            asked.Address);
        Assert.Equal("Bearer our-token", asked.Authorization);
        Assert.Contains("\"text\":\"Hello\"", asked.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(202, "accepted")]
    [InlineData(204, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    public async Task A_success_without_an_id_is_a_success(int status, string body)
    {
        _channel.Answers(status, body);
        Assert.Null(Assert.IsType<Sent.Succeeded>(await SendAsync()).Value.Id);
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_address_that_is_no_channel()
    {
        var result = await _channel
            .Calls()
            .SendToConversationAsync("https://evil.example/", "c", MessageFactory.Text("Hello"), Cancel);
        Assert.Equal("UntrustedServiceUrl", Assert.IsType<Sent.Failed>(result).Code);
        Assert.Empty(_channel.Asked);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(412)]
    public async Task A_channel_that_wants_patience_gets_it(int status)
    {
        _channel.Answers(status, retryAfter: "7").Answers(status).Answers(201, """{"id":"1"}""");
        var before = _channel.Clock.GetUtcNow();
        Assert.IsType<Sent.Succeeded>(await SendAsync());
        Assert.InRange(_channel.Clock.GetUtcNow() - before, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(30));
        Assert.Equal(3, _channel.Asked.Count);
    }

    [Fact]
    public async Task Patience_ends_after_four_more_tries()
    {
        for (var i = 0; i < 5; i++) _channel.Answers(429, """{"error":{"code":"Throttled","message":"slow down"}}""");
        var failed = Assert.IsType<Sent.Failed>(await SendAsync());
        Assert.Equal(
            (429, "Throttled", "slow down", "cv.1"),
            (failed.Status, failed.Code, failed.Message, failed.CorrelationId));
        Assert.Equal(5, _channel.Asked.Count);
    }

    [Fact]
    public async Task What_is_worth_nothing_later_is_tried_once()
    {
        _channel.Answers(429, retryAfter: "1");
        var result = await _channel
            .Calls()
            .SendOnceAsync(Channel.ServiceUrl, "c", new Activity { Type = ActivityTypes.Typing }, Cancel);
        Assert.Equal(429, Assert.IsType<Sent.Failed>(result).Status);
        Assert.Single(_channel.Asked);
    }

    [Fact]
    public async Task A_channel_that_wants_an_hour_is_not_waited_for()
    {
        _channel.Answers(429, retryAfter: "3600");
        Assert.Equal(429, Assert.IsType<Sent.Failed>(await SendAsync()).Status);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task A_refusal_is_told_and_not_repeated(int status)
    {
        _channel.Answers(status, "<html>");
        Assert.Equal(($"Http{status}"), Assert.IsType<Sent.Failed>(await SendAsync()).Code);
        Assert.Single(_channel.Asked);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_message_whose_fate_is_unknown_is_not_sent_again(int status)
    {
        _channel.Answers(status);
        Assert.IsType<Sent.Uncertain>(await SendAsync());
        Assert.Single(_channel.Asked);
    }

    [Fact]
    public async Task No_answer_within_15_seconds_leaves_a_message_uncertain()
    {
        _channel.Hangs();
        Assert.IsType<Sent.Uncertain>(await SendAsync());
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_leaves_a_message_uncertain()
    {
        _channel.Throws(new HttpRequestException(HttpRequestError.ResponseEnded));
        Assert.IsType<Sent.Uncertain>(await SendAsync());
    }

    [Fact]
    public async Task What_never_left_is_sent_again()
    {
        _channel.Throws(new HttpRequestException(HttpRequestError.ConnectionError)).Answers(201, """{"id":"1"}""");
        Assert.IsType<Sent.Succeeded>(await SendAsync());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_update_can_be_repeated_without_harm(int status)
    {
        _channel.Answers(status).Answers(200, """{"id":"1"}""");
        var result = await _channel.WaitAsync(
            _channel.Calls().UpdateActivityAsync(Channel.ServiceUrl, "c", "a", MessageFactory.Text("Hello"), Cancel));
        Assert.IsType<Sent.Succeeded>(result);
        Assert.All(_channel.Asked, asked => Assert.Equal(HttpMethod.Put, asked.Method));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_reason_is_told()
    {
        var client = _channel.Calls(new EntraDouble("AADSTS700016: unknown app"));
        var failed = Assert.IsType<Sent.Failed>(
            await client.SendToConversationAsync(Channel.ServiceUrl, "c", MessageFactory.Text("Hello"), Cancel));
        Assert.Contains("AADSTS700016", failed.Message, StringComparison.Ordinal);
        Assert.Empty(_channel.Asked);
    }

    [Fact]
    public async Task A_thread_is_created_in_a_channel()
    {
        _channel.Answers(201, """{"id":"19:abc@thread.tacv2;messageid=7","activityId":"7"}""");
        var result = await _channel.Calls().CreateConversationAsync(Channel.ServiceUrl, new ConversationParameters
        {
            IsGroup = true,
            TenantId = "t",
            ChannelData = new JsonObject { ["channel"] = new JsonObject { ["id"] = "19:abc@thread.tacv2" } },
            Activity = MessageFactory.Text("A customer asks"),
        }, Cancel);
        Assert.Equal(
            "7", Assert.IsType<ConnectorResult<ConversationResourceResponse>.Succeeded>(result).Value.ActivityId);
        Assert.Contains("""
            "channelData":{"channel":{"id":"19:abc@thread.tacv2"}}
            """.Trim(), _channel.Asked[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_come_in_pages()
    {
        _channel
            .Answers(200, """{"continuationToken":"n+1","members":[{"id":"29:a"}]}""")
            .Answers(200, """{"members":[{"id":"29:b"}]}""");
        var first = Assert.IsType<ConnectorResult<PagedMembersResult>.Succeeded>(
            await _channel.Calls().GetConversationPagedMembersAsync(Channel.ServiceUrl, "c", cancellationToken: Cancel)
        );
        await _channel
            .Calls()
            .GetConversationPagedMembersAsync(Channel.ServiceUrl, "c", first.Value.ContinuationToken, 50, Cancel);
        Assert.EndsWith(
            "/pagedmembers?pageSize=50&continuationToken=n%2B1", _channel.Asked[1].Address, StringComparison.Ordinal);
    }

    public void Dispose() => _channel.Dispose();

    private Task<Sent> SendAsync(string conversation = "c") =>
        _channel.WaitAsync(
            _channel
                .Calls()
                .SendToConversationAsync(Channel.ServiceUrl, conversation, MessageFactory.Text("Hello"), Cancel));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
