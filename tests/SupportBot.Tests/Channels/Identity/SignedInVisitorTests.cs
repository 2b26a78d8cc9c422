using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Conversations;
using SupportBot.Core.Privacy;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Channels.Identity;

/// <summary>Signed-in visitors over HTTP, with the product's own store.</summary>
public sealed class SignedInVisitorTests : IDisposable
{
    private static readonly (string, string)[] Settings =
    [
        ("WebChat:Identity:Secrets:0", SiteTokens.Secret), ("WebChat:Identity:PublicKeys:0", SiteTokens.PublicKey),
        ("WebChat:Identity:Issuer", "https://shop.example.com"), ("WebChat:Identity:Audience", "supportbot"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("identity-");

    [Theory]
    [InlineData("HS256")]
    [InlineData("RS256")]
    public async Task A_JWT_of_the_site_tells_who_the_visitor_is(string algorithm)
    {
        await using var host = await StartAsync();
        using var visitor = await ArriveAsync(host, identity: SiteTokens.Jwt(Claims(), algorithm));
        var stored = await IdentityAsync(host, visitor.Conversation);
        Assert.Equal(
            new VisitorIdentity("42", "Ann Miller", "ann@example.com", """{"plan":"pro"}"""), stored!.Identity);
        Assert.Null(stored.RevokedAt);
        Assert.StartsWith("dl_", visitor.User, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_HMAC_of_the_site_tells_the_id_and_nothing_else()
    {
        await using var host = await StartAsync();
        var identity = new JsonObject
        {
            ["userId"] = "42", ["hmac"] = SiteTokens.Hmac("42"), ["name"] = "The Queen", ["email"] = "q@example.com",
        };
        using var visitor = await ArriveAsync(host, identity: identity);
        Assert.Equal(
            new VisitorIdentity("42", null, null, "{}"),
            (await IdentityAsync(host, visitor.Conversation))!.Identity);
    }

    public static TheoryData<string, string> Forged => new()
    {
        { "no JWT", "nonsense" },
        { "empty", "" },
        { "alg none", SiteTokens.Jwt(Claims(), "none") },
        { "alg None", SiteTokens.Jwt(Claims(), "None") },
        { "another algorithm", SiteTokens.Jwt(Claims(), "HS512") },
        { "another secret", SiteTokens.Jwt(Claims(), secret: new string('x', 48)) },
        { "the public key as a secret", SiteTokens.Jwt(Claims(), secret: SiteTokens.PublicKey) },
        { "no signature", SiteTokens.Jwt(Claims())[..^43] },
        { "a changed claim", Changed() },
        { "expired", SiteTokens.Jwt(With("exp", ChatHost.Noon.AddMinutes(-6).ToUnixTimeSeconds())) },
        { "not valid yet", SiteTokens.Jwt(With("nbf", ChatHost.Noon.AddMinutes(6).ToUnixTimeSeconds())) },
        { "valid too long", SiteTokens.Jwt(With("exp", ChatHost.Noon.AddHours(25).ToUnixTimeSeconds())) },
        { "without exp", SiteTokens.Jwt(With("exp", null)) },
        { "without sub", SiteTokens.Jwt(With("sub", null)) },
        { "a number as sub", SiteTokens.Jwt(With("sub", 42)) },
        { "a long sub", SiteTokens.Jwt(With("sub", new string('a', 201))) },
        { "an invisible character in sub", SiteTokens.Jwt(With("sub", "4\u202E2")) },
        { "a long name", SiteTokens.Jwt(With("name", new string('a', 201))) },
        { "large claims", SiteTokens.Jwt(With("notes", new string('a', 2100))) },
        { "a large JWT", SiteTokens.Jwt(With("nested", new JsonObject { ["text"] = new string('a', 3000) })) },
        { "a text as exp", SiteTokens.Jwt(With("exp", "tomorrow")) },
        { "a huge exp", SiteTokens.Jwt(With("exp", 1e30)) },
        { "a huge nbf", SiteTokens.Jwt(With("nbf", 1e30)) },
        { "another issuer", SiteTokens.Jwt(With("iss", "https://evil.example")) },
        { "another audience", SiteTokens.Jwt(With("aud", "another")) },
    };

    [Theory, MemberData(nameof(Forged))]
    public async Task What_the_site_did_not_sign_is_refused(string what, string identity)
    {
        await using var host = await StartAsync();
        using var visitor = await ArriveAsync(host);
        var (status, _) = await visitor.PostAsync("/api/webchat/token", new { identity });
        Assert.True(status == HttpStatusCode.Forbidden, what);
        (status, _) = await visitor.PostAsync("/api/webchat/token", new { token = visitor.Token, identity });
        Assert.True(status == HttpStatusCode.Forbidden, what);
        Assert.Null(await IdentityAsync(host, visitor.Conversation));
    }

    [Fact]
    public async Task An_HMAC_that_does_not_fit_is_refused()
    {
        await using var host = await StartAsync();
        using var visitor = await ArriveAsync(host);
        foreach (var identity in new object[]
        {
            new { userId = "43", hmac = SiteTokens.Hmac("42") },
            new { userId = "42", hmac = SiteTokens.Hmac("42", new string('x', 48)) },
            new { userId = "42", hmac = "" },
            new { userId = "42" },
            new { userId = 42, hmac = SiteTokens.Hmac("42") },
            new[] { "42" },
            42,
        })
            Assert.Equal(
                HttpStatusCode.Forbidden, (await visitor.PostAsync("/api/webchat/token", new { identity })).Status);
    }

    [Fact]
    public async Task Without_the_settings_nobody_is_signed_in()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        var identity = SiteTokens.Jwt(Claims());
        var (status, problem) = await visitor.PostAsync("/api/webchat/token", new { identity });
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("WebChat:Identity", Text(problem["detail"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anonymous_visitor_cannot_claim_to_be_somebody()
    {
        await using var host = await StartAsync();
        using var visitor = await ArriveAsync(host);
        await visitor.SendAsync(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "I am Ann",
            ["channelData"] = new JsonObject { ["identity"] = SiteTokens.Jwt(Claims()) },
            ["identity"] = SiteTokens.Jwt(Claims()),
        });
        await visitor.PostAsync(
            "/v3/directline/conversations", new { user = new { id = "42", name = "Ann Miller" }, identity = "42" });
        Assert.Null(await IdentityAsync(host, visitor.Conversation));
    }

    [Fact]
    public async Task A_conversation_is_resumed_by_its_own_subject_alone()
    {
        await using var host = await StartAsync();
        using var ann = await ArriveAsync(host, identity: SiteTokens.Jwt(Claims()));
        var claims = With("plan", "basic");
        using var again = await ArriveAsync(host, ann.Token, identity: SiteTokens.Jwt(claims));
        using var ben = await ArriveAsync(host, ann.Token, identity: SiteTokens.Jwt(With("sub", "43")));
        using var anonymous = await ArriveAsync(host, ann.Token);
        Assert.Equal(ann.Conversation, again.Conversation);
        Assert.Equal(3, new[] { ann, ben, anonymous }.DistinctBy(one => one.Conversation).Count());
        Assert.Equal("""{"plan":"basic"}""", (await IdentityAsync(host, ann.Conversation))!.Identity.Claims);
        Assert.Equal("43", (await IdentityAsync(host, ben.Conversation))!.Identity.Subject);
        Assert.Null(await IdentityAsync(host, anonymous.Conversation));
    }

    [Fact]
    public async Task Who_signs_in_during_a_conversation_keeps_it()
    {
        await using var host = await StartAsync();
        using var anonymous = await ArriveAsync(host);
        await anonymous.SayAsync("Before");
        using var ann = await ArriveAsync(host, anonymous.Token, identity: SiteTokens.Jwt(Claims()));
        Assert.Equal(anonymous.Conversation, ann.Conversation);
        Assert.Equal("42", (await IdentityAsync(host, ann.Conversation))!.Identity.Subject);
    }

    [Fact]
    public async Task A_revoked_visitor_has_no_access_to_calls_streams_or_by_an_earlier_identity()
    {
        await using var host = await StartAsync();
        using var ann = await ArriveAsync(host, identity: SiteTokens.Jwt(Claims()));
        using var ben = await ArriveAsync(host, identity: SiteTokens.Jwt(With("sub", "43")));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(ann.StreamUrl), Cancel);
        var stream = Text((await ann.GetAsync($"/v3/directline/conversations/{ann.Conversation}?watermark=")).Json[
            "streamUrl"]);
        Assert.Equal(1, await host.Services.GetRequiredService<VisitorIdentityStore>().RevokeAsync("42", Cancel));

        foreach (var path in new[] { "", "/activities?watermark=" })
            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await ann.GetAsync($"/v3/directline/conversations/{ann.Conversation}{path}")).Status);
        string[] calls = ["tokens/refresh", "conversations", $"conversations/{ann.Conversation}/activities"];
        foreach (var path in calls)
            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await ann.PostAsync($"/v3/directline/{path}", new { type = "message", text = "x" })).Status);
        using var late = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => late.ConnectAsync(new Uri(stream), Cancel));
        await host.PassTimeAsync(ClosedAsync(socket));
        await ben.SayAsync("I am still here");

        var former = SiteTokens.Jwt(Claims());
        Assert.Equal(
            HttpStatusCode.Forbidden, (await ben.PostAsync("/api/webchat/token", new { identity = former })).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await ben.PostAsync(
                "/api/webchat/token", new { identity = new { userId = "42", hmac = SiteTokens.Hmac("42") } })).Status);
        var anew = With("iat", host.Clock.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds());
        anew["exp"] = host.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        using var again = await ArriveAsync(host, ann.Token, identity: SiteTokens.Jwt(anew));
        Assert.NotEqual(ann.Conversation, again.Conversation);
    }

    [Fact]
    public async Task An_identity_is_exported_erased_and_pruned_with_its_conversation()
    {
        await using var host = await StartAsync();
        using var ann = await ArriveAsync(host, identity: SiteTokens.Jwt(Claims()));
        var archive = host.Services.GetRequiredService<ConversationArchive>();
        Assert.Equal(ann.Conversation, Assert.Single(await archive.ListAsync("42", null, 9, Cancel)).Id);
        var export = await archive.ExportAsync(ann.Conversation, Cancel);
        Assert.Contains(export!["visitor_identity"].Single().Columns, column => column.Value as string == "Ann Miller");
        await host.Services.GetRequiredService<Erasure>().EraseAsync([ann.Conversation], "asked for", Cancel);
        Assert.Null(await IdentityAsync(host, ann.Conversation));
        Assert.Empty(Privacy.Traces.In(_folder.FullName, "Ann Miller"));

        // Got a token, and never started the conversation.
        var (_, json) = await ann.PostAsync("/api/webchat/token", new { identity = SiteTokens.Jwt(Claims()) });
        var unused = Text(json["conversationId"]);
        Assert.NotNull(await IdentityAsync(host, unused));
        host.Clock.Advance(TimeSpan.FromDays(100));
        var pruner = new Pruner(
            host.Services.GetRequiredService<Core.Storage.Database>(), "default",
            new RetentionRules(TimeSpan.FromDays(90), null, null, null), host.Clock);
        await host.PassTimeAsync(pruner.PruneAsync(Cancel));
        Assert.Null(await IdentityAsync(host, unused));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ChatHost> StartAsync() => ChatHost.StartAsync(_folder, null, Settings);

    private static Task<StoredIdentity?> IdentityAsync(ChatHost host, string conversation) =>
        host.Services.GetRequiredService<VisitorIdentityStore>().FindAsync(conversation, Cancel);

    private static JsonObject Claims()
    {
        var claims = SiteTokens.Claims(ChatHost.Noon);
        (claims["iss"], claims["aud"]) = ("https://shop.example.com", "supportbot");
        return claims;
    }

    private static JsonObject With(string name, JsonNode? value)
    {
        var claims = Claims();
        if (value is null) claims.Remove(name);
        else claims[name] = value;
        return claims;
    }

    private static string Changed()
    {
        var (own, other) = (SiteTokens.Jwt(Claims()).Split('.'), SiteTokens.Jwt(With("sub", "43")).Split('.'));
        return $"{own[0]}.{other[1]}.{own[2]}";
    }

    private static async Task ClosedAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), Cancel)).MessageType != WebSocketMessageType.Close) { }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
