using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.Tests.Channels.Teams;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Channels.Activities;

/// <summary>A message whose mentions mention each other must cost no more than its own length.</summary>
public sealed class MentionLimitTests : IDisposable
{
    /// <summary>Replaced one after the other, each of these doubles the text.</summary>
    private const int Doublings = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mentions-");

    [Fact]
    public async Task A_mention_bomb_of_a_visitor_is_answered_like_any_message()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.SendAsync(Bomb("a", "aa"));
        Assert.Contains("That answers aa.", Text((await visitor.PollAsync(3))[^1]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mention_bomb_in_a_channel_is_answered_like_any_message()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Person.Development);
        using var person = new Person(host, channel.ServiceUrl);
        using var accepted = await person.SendAsync(
            "message", "1",
            activity => (activity["text"], activity["entities"]) = ("a", Bomb("a", "aa")["entities"]!.DeepClone()));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Contains("That answers aa.", Text((await channel.NextAsync())["text"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2001)]
    [InlineData(1000, 3)]
    [InlineData(2000, 100)]
    public async Task A_message_that_names_would_make_too_long_is_too_long(int places, int name)
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.SendAsync(Bomb(new string('a', places), new string('b', name)));
        Assert.Contains("2,000", Text((await visitor.PollAsync(3))[^1]["text"]), StringComparison.Ordinal);
        Assert.Empty(host.Answerer.Asked);
    }

    [Theory]
    [InlineData(ActivityJson.MaxEntities, HttpStatusCode.OK, HttpStatusCode.Accepted)]
    [InlineData(ActivityJson.MaxEntities + 1, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)]
    public async Task An_activity_with_too_many_entities_is_refused_by_every_channel(
        int count, HttpStatusCode byVisitor, HttpStatusCode byChannel)
    {
        await using var host = await ChatHost.StartAsync(_folder, null, Person.Development);
        using var visitor = await ArriveAsync(host);
        var entities = new JsonArray([
            .. Enumerable.Range(0, count).Select(_ => new JsonObject { ["type"] = "clientInfo" }),]);
        var (status, answer) = await visitor.PostAsync(
            $"/v3/directline/conversations/{visitor.Conversation}/activities",
            new JsonObject
            {
                ["type"] = "message",
                ["text"] = "hi",
                ["entities"] = entities,
            });
        Assert.Equal(byVisitor, status);
        if (status != HttpStatusCode.OK)
            Assert.Contains("more than 100 entities", answer.ToJsonString(), StringComparison.Ordinal);
        using var person = new Person(host, "http://127.0.0.1:9/");
        using var response = await person.SayAsync("hi", "1", activity => activity["entities"] = entities.DeepClone());
        Assert.Equal(byChannel, response.StatusCode);
        host.Abandon(); // Nobody listens where its reply goes.
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject Bomb(string text, string name) => new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["entities"] = new JsonArray([.. Enumerable.Range(0, Doublings).Select(i => new JsonObject
        {
            ["type"] = "mention",
            ["mentioned"] = new JsonObject { ["id"] = $"u{i}", ["name"] = i == 0 ? name : "aa" },
            ["text"] = "a",
        })]),
    };
}
