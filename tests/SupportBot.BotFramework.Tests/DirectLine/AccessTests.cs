using System.Net;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class AccessTests
{
    [Fact]
    public async Task A_conversation_of_somebody_else_is_refused_in_the_same_words_whether_it_exists_or_not()
    {
        await using var server = await EchoServer.StartAsync();
        using var ann = new Caller(server.Address);
        using var bob = new Caller(server.Address);
        await ann.StartAsync("dl_ann");
        var his = await bob.StartAsync("dl_bob");
        foreach (
            var id in new[]
            {
                his.Id,
                DirectLineActivities.NewConversationId(),
                his.Id.ToUpperInvariant(),
                "x",
                "%20",
                "..%2F" + his.Id,
                new string('a', 3000),
            })
        {
            foreach (var (method, path) in Routes.Of(id))
                Assert.Equal((HttpStatusCode.Forbidden, "WrongConversation"), await ann.ErrorAsync(method, path));
        }
        Assert.Single((await bob.PollAsync(his.Id, 1)).Activities);
    }

    [Fact]
    public async Task A_ticket_opens_no_stream_of_somebody_else_whether_it_exists_or_not()
    {
        await using var server = await EchoServer.StartAsync();
        using var ann = new Caller(server.Address);
        using var bob = new Caller(server.Address);
        var hers = await ann.StartAsync("dl_ann");
        var his = await bob.StartAsync("dl_bob");
        foreach (var id in new[] { his.Id, DirectLineActivities.NewConversationId() })
            Assert.Equal(
                HttpStatusCode.Forbidden,
                await Caller.RefusedAsync(hers.StreamUrl.Replace(hers.Id, id, StringComparison.Ordinal)));
        Assert.Equal(0, server.Streams.Count);
    }

    [Fact]
    public async Task A_stream_without_a_ticket_is_refused_even_for_a_secret()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var bare = conversation.StreamUrl.Split('?')[0];
        Assert.Equal(HttpStatusCode.Unauthorized, await Caller.RefusedAsync(bare));
        Assert.Equal(HttpStatusCode.Forbidden, await Caller.RefusedAsync($"{bare}?t={EchoServer.Secret}"));
    }

    [Fact]
    public async Task A_stream_address_that_is_opened_without_a_socket_says_how_to_open_it()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var reply = await caller.GetAsync(new Uri(conversation.StreamUrl).PathAndQuery);
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (reply.Status, reply.Code));
        Assert.Contains("WebSocket", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_opens_every_conversation_and_is_told_which_do_not_exist()
    {
        await using var server = await EchoServer.StartAsync();
        using var ann = new Caller(server.Address);
        using var back = new Caller(server.Address);
        var hers = await ann.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await back.GetAsync($"conversations/{hers.Id}/activities")).Status);
        Assert.Equal(
            (HttpStatusCode.NotFound, "ConversationNotFound"),
            await back.ErrorAsync(HttpMethod.Get, $"conversations/{DirectLineActivities.NewConversationId()}"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Verbs_that_Direct_Line_does_not_have_are_405_for_everybody(string verb)
    {
        await using var server = await EchoServer.StartAsync();
        using var ann = new Caller(server.Address);
        var hers = await ann.StartAsync();
        foreach (var id in new[] { hers.Id, "x" })
            Assert.Equal(
                HttpStatusCode.MethodNotAllowed,
                (await ann.SendAsync(new HttpMethod(verb), $"conversations/{id}/activities")).Status);
    }
}
