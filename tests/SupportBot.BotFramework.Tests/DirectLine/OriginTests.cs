using System.Net;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class OriginTests
{
    private const string Trusted = "https://www.example.com";
    private const string Other = "https://evil.example";

    [Theory]
    [InlineData(Trusted, true)]
    [InlineData("HTTPS://WWW.EXAMPLE.COM", true)]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("own", true)]
    [InlineData(Other, false)]
    [InlineData("null", false)]
    [InlineData("https://www.example.com.evil.example", false)]
    [InlineData("https://www.example.com:444", false)]
    [InlineData("http://www.example.com", false)]
    public async Task A_token_with_trusted_origins_serves_their_pages_and_the_servers_own(string? origin, bool serves)
    {
        await using var server = await EchoServer.StartAsync(o => o.TrustedOrigins = ["*"]);
        using var caller = new Caller(server.Address);
        var conversation = await StartAsync(caller, Trusted);
        if (origin == "own") origin = server.Address.GetLeftPart(UriPartial.Authority);
        var headers = origin is null ? [] : new[] { ("Origin", origin) };

        var poll = await caller.GetAsync($"conversations/{conversation.Id}/activities", headers);
        var refresh = await caller.PostAsync("tokens/refresh", null, headers);
        Assert.All(
            [poll, refresh],
            reply =>
                Assert.Equal(serves ? null : "UntrustedOrigin", reply.Status == HttpStatusCode.OK ? null : reply.Code));
        if (!serves) Assert.Equal(HttpStatusCode.Forbidden, await Caller.RefusedAsync(conversation.StreamUrl, origin));
        else using (await Caller.OpenAsync(conversation.StreamUrl, origin)) { }
    }

    [Fact]
    public async Task The_trusted_origins_of_a_token_survive_refresh_and_reconnection()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await StartAsync(caller, Trusted);
        caller.Token = (await caller.PostAsync("tokens/refresh")).Json["token"]!.GetValue<string>();
        var again = await caller.GetAsync($"conversations/{conversation.Id}");
        Assert.Equal(
            HttpStatusCode.Forbidden, await Caller.RefusedAsync(again.Json["streamUrl"]!.GetValue<string>(), Other));
        caller.Token = again.Json["token"]!.GetValue<string>();
        Assert.Equal(
            "UntrustedOrigin", (await caller.GetAsync($"conversations/{conversation.Id}", ("Origin", Other))).Code);
    }

    [Fact]
    public async Task A_token_without_trusted_origins_serves_every_page_that_the_server_trusts()
    {
        await using var server = await EchoServer.StartAsync(o => o.TrustedOrigins = [Other]);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        Assert.Equal(
            HttpStatusCode.OK, (await caller.GetAsync($"conversations/{conversation.Id}", ("Origin", Other))).Status);
        using var socket = await Caller.OpenAsync(conversation.StreamUrl, Other);
        Assert.Single(await socket.ActivitiesAsync(1));
        Assert.Equal(
            "UntrustedOrigin", (await caller.GetAsync($"conversations/{conversation.Id}", ("Origin", Trusted))).Code);
    }

    [Fact]
    public async Task A_token_for_a_page_that_the_server_no_longer_trusts_serves_it_no_more()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await StartAsync(caller, Trusted);
        Assert.Equal(
            "UntrustedOrigin", (await caller.GetAsync($"conversations/{conversation.Id}", ("Origin", Trusted))).Code);
        Assert.Equal(HttpStatusCode.Forbidden, await Caller.RefusedAsync(conversation.StreamUrl, Trusted));
    }

    [Theory]
    [InlineData(Trusted, "GET", "authorization", true)]
    [InlineData(Trusted, "POST", "authorization,content-type,x-ms-bot-agent", true)]
    [InlineData(Trusted, "POST", "x-requested-with", true)]
    [InlineData(Trusted, "DELETE", "authorization", false)]
    [InlineData(Trusted, "POST", "x-anything", false)]
    [InlineData(Other, "GET", "authorization", false)]
    [InlineData("null", "GET", "authorization", false)]
    public async Task A_browser_that_asks_first_is_told_the_truth(
        string origin, string method, string headers, bool allowed)
    {
        await using var server = await EchoServer.StartAsync(o => o.TrustedOrigins = [Trusted]);
        using var browser = new Caller(server.Address, token: null);
        var reply = await browser.SendAsync(HttpMethod.Options, "conversations", null,
            ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers));
        Assert.True((int)reply.Status < 300);
        Assert.Equal(allowed, Allows(reply, origin, method, headers));
        if (allowed) Assert.Equal("3600", reply.Headers.GetValues("Access-Control-Max-Age").Single());
    }

    [Theory]
    [InlineData(Trusted, Trusted)]
    [InlineData(Other, null)]
    public async Task A_page_may_read_the_answer_only_where_it_is_trusted(string origin, string? allowed)
    {
        await using var server = await EchoServer.StartAsync(o => o.TrustedOrigins = [Trusted]);
        using var caller = new Caller(server.Address);
        foreach (
            var reply in new[]
            {
                await caller.PostAsync("conversations", null, ("Origin", origin)),
                await caller.GetAsync("conversations/x", ("Origin", origin)),
            })
        {
            Assert.Equal(allowed, Header(reply, "Access-Control-Allow-Origin"));
            Assert.Null(Header(reply, "Access-Control-Allow-Credentials"));
        }
    }

    [Theory]
    [InlineData("""{"trustedOrigins":[null]}""")]
    [InlineData("""{"trustedOrigins":["not an origin"]}""")]
    [InlineData("""{"trustedOrigins":["https://www.example.com/path"]}""")]
    public async Task A_trusted_origin_that_is_none_is_refused(string body)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var reply = await caller.PostAsync("tokens/generate", body);
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (reply.Status, reply.Code));
        Assert.Empty(server.Errors);
    }

    /// <summary>What a browser would conclude from the answer to its question.</summary>
    private static bool Allows(Reply reply, string origin, string method, string headers) =>
        Header(reply, "Access-Control-Allow-Origin") == origin
        && List(reply, "Access-Control-Allow-Methods").Contains(method, StringComparer.OrdinalIgnoreCase)
        && headers
            .Split(',')
            .All(h => List(reply, "Access-Control-Allow-Headers").Contains(h, StringComparer.OrdinalIgnoreCase));

    private static string? Header(Reply reply, string name) =>
        reply.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private static string[] List(Reply reply, string name) =>
        Header(reply, name)?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    private static async Task<Conversation> StartAsync(Caller caller, string origin)
    {
        var generated = await caller.PostAsync(
            "tokens/generate", new { user = new { id = "dl_ann" }, trustedOrigins = new[] { origin } });
        caller.Token = generated.Json["token"]!.GetValue<string>();
        var started = await caller.PostAsync("conversations");
        return new Conversation(
            started.Json["conversationId"]!.GetValue<string>(), started.Json["streamUrl"]!.GetValue<string>());
    }
}
