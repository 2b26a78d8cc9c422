using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.BotFramework.Tests.Messages;

public sealed class MessagesEndpointTests
{
    [Fact]
    public async Task A_message_is_kept_before_it_is_acknowledged_with_202()
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        var (status, body) = await server.PostAsync(
            BotServer.Json("\"callerId\":\"urn:botframework:azure\",\"new\":{\"a\":1}"));
        Assert.Equal((202, ""), (status, body));
        var kept = Assert.Single(server.Accepted);
        Assert.Equal("hello", kept.Text);
        Assert.Null(kept.CallerId);
        Assert.Equal("""{"a":1}""", kept.Properties!["new"]!.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("abc")]
    public async Task A_caller_without_a_good_token_gets_401_and_no_reason(string? bearer)
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        Assert.Equal((401, ""), await server.PostAsync("not even JSON", bearer));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"type\":", 400)]
    [InlineData("{\"text\":\"no type\"}", 400)]
    [InlineData("{\"type\":\"message\"}", 400)]
    public async Task What_is_no_activity_gets_400(string body, int expected)
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        Assert.Equal(expected, (await server.PostAsync(body)).Status);
    }

    [Theory]
    [InlineData("\"serviceUrl\":\"https://evil.example/\"")]
    [InlineData("\"serviceUrl\":\"\"")]
    [InlineData("\"serviceUrl\":null")]
    [InlineData("\"channelId\":\"slack\"")]
    [InlineData("\"channelId\":\"\"")]
    [InlineData("\"channelId\":null")]
    public async Task An_activity_that_the_token_does_not_speak_for_is_refused(string change)
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        var name = change[..change.IndexOf(':', StringComparison.Ordinal)];
        var json = JsonNode.Parse(BotServer.Json())!.AsObject();
        json[name.Trim('"')] = JsonNode.Parse(change[(name.Length + 1)..]);
        Assert.Equal((401, ""), await server.PostAsync(json.ToJsonString()));
        Assert.Empty(server.Accepted);
    }

    [Fact]
    public async Task A_service_address_outside_the_cloud_is_refused_even_where_the_token_names_it()
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        var claims = server.Issuer.Claims();
        claims["serviceurl"] = "https://evil.example/";
        var json = BotServer
            .Json()
            .Replace(Authentication.Issuer.ServiceUrl, "https://evil.example/", StringComparison.Ordinal);
        Assert.Equal(401, (await server.PostAsync(json, server.Issuer.Sign(claims))).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_POST_is_allowed(string method)
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        Assert.Equal(405, (await server.PostAsync("", method: new HttpMethod(method))).Status);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_gets_413()
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        Assert.Equal(413, (await server.PostAsync(BotServer.Json($"\"x\":\"{new string('x', 262_144)}\""))).Status);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_not_acknowledged()
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        server.IsFull = true;
        Assert.Equal(503, (await server.PostAsync(BotServer.Json())).Status);
    }

    [Fact]
    public async Task Without_the_issuers_keys_nobody_is_believed()
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        server.Issuer.IsDown = true;
        Assert.Equal(503, (await server.PostAsync(BotServer.Json())).Status);
    }

    [Fact]
    public async Task An_invoke_is_answered_by_its_own_status_and_body()
    {
        await using var server = await BotServer.StartAsync(new InvokedBot());
        Assert.Equal(
            (200, """{"seen":"ping"}"""),
            await server.PostAsync(
                BotServer.Json("\"name\":\"ping\"").Replace("\"message\"", "\"invoke\"", StringComparison.Ordinal)));
        Assert.Equal(
            (204, ""),
            await server.PostAsync(
                BotServer.Json("\"name\":\"quiet\"").Replace("\"message\"", "\"invoke\"", StringComparison.Ordinal)));
        Assert.Equal(
            (501, ""),
            await server.PostAsync(
                BotServer.Json("\"name\":\"other\"").Replace("\"message\"", "\"invoke\"", StringComparison.Ordinal)));
        Assert.Empty(server.Accepted);
    }

    [Fact]
    public async Task Expected_replies_come_in_the_response_and_nowhere_else()
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        var (status, body) = await server.PostAsync(BotServer.Json("\"deliveryMode\":\"expectReplies\""));
        Assert.Equal(200, status);
        var reply = Assert.Single(JsonNode.Parse(body)!["activities"]!.AsArray())!;
        Assert.Equal("Echo: hello", reply["text"]!.GetValue<string>());
        Assert.Equal("1", reply["replyToId"]!.GetValue<string>());
        Assert.Equal("28:bot", reply["from"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_unknown_type_or_delivery_mode_is_taken_as_it_is()
    {
        await using var server = await BotServer.StartAsync(new EchoBot());
        Assert.Equal(
            202,
            (
                await server.PostAsync(
                    BotServer
                        .Json("\"deliveryMode\":\"tomorrow\"")
                        .Replace("\"message\"", "\"brandNew\"", StringComparison.Ordinal))).Status);
        Assert.Equal("brandNew", Assert.Single(server.Accepted).Type);
    }

    [Fact]
    public async Task A_development_bot_believes_this_machine_without_a_token()
    {
        await using var server = await BotServer.StartAsync(new EchoBot(), development: true);
        foreach (var serviceUrl in new[] { "\"http://localhost:3978\"", "\"http://127.0.0.1:3978/\"", "null" })
            Assert.Equal(202, (await server.PostAsync(Local($"\"serviceUrl\":{serviceUrl}"), bearer: null)).Status);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "http://localhost:1", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "none", 202)]
    public async Task A_development_bot_refuses_pages_of_other_sites(string header, string value, int status)
    {
        await using var server = await BotServer.StartAsync(new EchoBot(), development: true);
        Assert.Equal(status, (await server.PostAsync(Local(), bearer: null, headers: (header, value))).Status);
        Assert.Equal(status == 202 ? 1 : 0, server.Accepted.Count);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("text/json")]
    public async Task A_development_bot_takes_nothing_that_a_browser_posts_without_asking(string mediaType)
    {
        await using var server = await BotServer.StartAsync(new EchoBot(), development: true);
        Assert.Equal(415, (await server.PostAsync(Local(), bearer: null, mediaType: mediaType)).Status);
        Assert.Empty(server.Accepted);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task A_development_bot_refuses_a_service_address_on_another_machine(string serviceUrl)
    {
        await using var server = await BotServer.StartAsync(new EchoBot(), development: true);
        foreach (var type in new[] { "message", "invoke" })
        {
            var json = Local($"\"serviceUrl\":\"{serviceUrl}\"")
                .Replace("\"message\"", $"\"{type}\"", StringComparison.Ordinal);
            Assert.Equal(403, (await server.PostAsync(json, bearer: null)).Status);
        }
        Assert.Empty(server.Accepted);
    }

    [Fact]
    public async Task A_development_bot_refuses_whoever_comes_through_a_proxy_on_this_machine()
    {
        await using var server = await BotServer.StartAsync(new EchoBot(), development: true);
        Assert.Equal(
            403, (await server.PostAsync(Local(), bearer: null, headers: ("X-Forwarded-For", "203.0.113.9"))).Status);
        Assert.Empty(server.Accepted);
    }

    /// <summary>An activity as an emulator on this machine sends it.</summary>
    private static string Local(string change = "\"serviceUrl\":\"http://localhost:3978\"") =>
        BotServer
            .Json()
            .Replace($"\"serviceUrl\":\"{Authentication.Issuer.ServiceUrl}\"", change, StringComparison.Ordinal);

    private sealed class InvokedBot : ActivityHandler
    {
        protected override Task<InvokeResponse> OnInvokeActivityAsync(
            ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) =>
            turnContext.Activity.Name switch
            {
                "ping" => Task.FromResult(CreateInvokeResponse(new JObject { ["seen"] = "ping" })),
                "quiet" => Task.FromResult(new InvokeResponse { Status = 204 }),
                _ => base.OnInvokeActivityAsync(turnContext, cancellationToken),
            };
    }
}
