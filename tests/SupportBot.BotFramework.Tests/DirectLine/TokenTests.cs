using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class TokenTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_secret_buys_a_token_for_a_conversation_that_has_not_started()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var reply = await caller.PostAsync("tokens/generate", new { user = new { id = "dl_ann" } });
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(1800, reply.Json["expires_in"]!.GetValue<int>());
        Assert.Equal("dl_ann", Payload(Token(reply))["user"]!.GetValue<string>());
        caller.Token = Token(reply);
        Assert.Equal(
            (HttpStatusCode.NotFound, "ConversationNotFound"),
            await caller.ErrorAsync(HttpMethod.Get, $"conversations/{Id(reply)}/activities"));
    }

    [Fact]
    public async Task A_token_buys_no_token_for_another_conversation()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        await caller.StartAsync();
        Assert.Equal(
            (HttpStatusCode.Forbidden, "SecretNeeded"), await caller.ErrorAsync(HttpMethod.Post, "tokens/generate"));
    }

    [Fact]
    public async Task A_live_token_is_refreshed_for_the_same_conversation_and_user()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        server.Clock.Advance(Lifetime / 2);
        var refreshed = await caller.PostAsync("tokens/refresh");
        Assert.Equal(conversation.Id, Id(refreshed));
        Assert.Equal("dl_ann", Payload(Token(refreshed))["user"]!.GetValue<string>());

        server.Clock.Advance(Lifetime / 2);
        Assert.Equal(
            (HttpStatusCode.Forbidden, "TokenExpired"),
            await caller.ErrorAsync(HttpMethod.Get, $"conversations/{conversation.Id}"));
        caller.Token = Token(refreshed);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync($"conversations/{conversation.Id}")).Status);
    }

    [Fact]
    public async Task A_secret_needs_no_refresh()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        Assert.Equal(
            (HttpStatusCode.Forbidden, "TokenNeeded"), await caller.ErrorAsync(HttpMethod.Post, "tokens/refresh"));
    }

    [Fact]
    public async Task A_token_holds_until_its_end_and_not_a_second_longer()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        server.Clock.Advance(Lifetime - Second);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync($"conversations/{conversation.Id}/activities")).Status);
        server.Clock.Advance(Second);
        foreach (var (method, path) in Routes.Of(conversation.Id).Append((HttpMethod.Post, "tokens/refresh")))
            Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), await caller.ErrorAsync(method, path));
    }

    [Fact]
    public async Task A_stream_ticket_ends_after_a_minute()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var another = await caller.StreamUrlAsync(conversation.Id);
        server.Clock.Advance(TimeSpan.FromMinutes(1) - Second);
        using (await Caller.OpenAsync(conversation.StreamUrl)) { }
        server.Clock.Advance(Second);
        Assert.Equal(HttpStatusCode.Forbidden, await Caller.RefusedAsync(another));
    }

    [Fact]
    public async Task A_stream_ticket_opens_one_socket_and_is_forgotten_when_it_has_expired()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            var url = await caller.StreamUrlAsync(conversation.Id);
            using (await Caller.OpenAsync(url)) { }
            Assert.Equal(HttpStatusCode.Forbidden, await Caller.RefusedAsync(url));
        }
        Assert.Equal(5, server.Service<UsedTickets>().Count);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using (await Caller.OpenAsync(await caller.StreamUrlAsync(conversation.Id))) { }
        Assert.Equal(1, server.Service<UsedTickets>().Count);
    }

    [Fact]
    public async Task A_stream_ticket_that_is_refused_for_another_reason_is_not_used_up()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        Assert.Equal(
            HttpStatusCode.Forbidden, await Caller.RefusedAsync(conversation.StreamUrl, "https://evil.example"));
        using (await Caller.OpenAsync(conversation.StreamUrl)) { }
    }

    [Fact]
    public async Task No_reply_is_to_be_stored_by_a_cache()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var replies = new[]
        {
            await caller.PostAsync("tokens/refresh"),
            await caller.PostAsync("conversations"),
            await caller.GetAsync($"conversations/{conversation.Id}"),
            await caller.GetAsync($"conversations/{conversation.Id}/activities"),
            await caller.GetAsync("conversations/another"),
        };
        Assert.All(replies, reply => Assert.Equal("no-store", reply.Headers.GetValues("Cache-Control").Single()));
    }

    [Fact]
    public async Task No_token_does_the_work_of_another_use()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        Assert.Equal(
            HttpStatusCode.Forbidden, await Caller.RefusedAsync(WithTicket(conversation.StreamUrl, caller.Token!)));
        caller.Token = conversation.StreamUrl.Split("?t=")[1];
        Assert.Equal(
            (HttpStatusCode.Forbidden, "BadToken"),
            await caller.ErrorAsync(HttpMethod.Get, $"conversations/{conversation.Id}/activities"));
    }

    [Fact]
    public async Task Forged_tokens_open_nothing()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var genuine = caller.Token!;
        foreach (var forged in Forged(genuine, conversation.Id, server.Clock))
        {
            caller.Token = forged;
            Assert.Equal(
                (HttpStatusCode.Forbidden, "BadToken"),
                await caller.ErrorAsync(HttpMethod.Get, $"conversations/{conversation.Id}/activities"));
            Assert.Equal(
                HttpStatusCode.Forbidden,
                await Caller.RefusedAsync(WithTicket(conversation.StreamUrl, Uri.EscapeDataString(forged))));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a b")]
    [InlineData("Basic YW5uOnNlY3JldA==")]
    public async Task Without_credentials_that_can_be_read_the_answer_is_401(string? header)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address, token: null);
        var headers = header is null ? [] : new[] { ("Authorization", header) };
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "MissingCredentials"),
            await caller.ErrorAsync(HttpMethod.Post, "conversations", headers));
    }

    [Fact]
    public async Task A_replaced_key_still_verifies_and_no_longer_signs()
    {
        byte[] old = [.. Enumerable.Repeat((byte)1, 32)], fresh = [.. Enumerable.Repeat((byte)2, 32)];
        await using var before = await EchoServer.StartAsync(o => o.SigningKeys = [old]);
        await using var after = await EchoServer.StartAsync(o => o.SigningKeys = [fresh, old]);
        using var caller = new Caller(before.Address);
        await caller.StartAsync();

        using var returning = new Caller(after.Address, caller.Token);
        var renewed = await returning.PostAsync("tokens/refresh");
        Assert.Equal(HttpStatusCode.OK, renewed.Status);
        using var stale = new Caller(before.Address, Token(renewed));
        Assert.Equal((HttpStatusCode.Forbidden, "BadToken"), await stale.ErrorAsync(HttpMethod.Post, "tokens/refresh"));
    }

    private static IEnumerable<string> Forged(string genuine, string conversation, TimeProvider clock)
    {
        var parts = genuine.Split('.');
        var none = Encode("""{"alg":"none","typ":"JWT"}""");
        var claims = Decode(parts[1]).Replace("dl_ann", "dl_bob", StringComparison.Ordinal);
        yield return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
        yield return $"{none}.{parts[1]}.";
        yield return $"{none}.{parts[1]}.{parts[2]}";
        yield return $"{parts[0]}.{parts[1]}.";
        yield return $"{parts[0]}.{parts[1]}";
        yield return $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}";
        yield return new DirectLineTokens(new DirectLineOptions(), clock).Issue(
            new DirectLineIdentity(conversation, "dl_ann", []), TokenUse.Access, Lifetime);
        yield return EchoServer.Secret + "x";
        yield return "x";
    }

    private static string Token(Reply reply) => reply.Json["token"]!.GetValue<string>();

    private static string Id(Reply reply) => reply.Json["conversationId"]!.GetValue<string>();

    private static string WithTicket(string streamUrl, string ticket) => $"{streamUrl.Split("?t=")[0]}?t={ticket}";

    private static JsonNode Payload(string token) => JsonNode.Parse(Decode(token.Split('.')[1]))!;

    private static string Decode(string part) =>
        Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));

    private static string Encode(string text) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
