using System.Net;
using System.Text.Json.Nodes;
using SupportBot.Core.Answers;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>A caller who waits for the replies in the response gets a response, whatever becomes of the turn.</summary>
public sealed class ExpectRepliesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("expect-");

    [Fact]
    public async Task A_turn_that_fails_answers_its_caller_with_a_word()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, new Answerer((_, _) => throw new InvalidOperationException()), Person.Development);
        Assert.Contains("Sorry", await RepliesAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_never_ends_answers_its_caller_with_a_word()
    {
        var begun = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(_folder, Deaf(begun), Person.Development);
        var replies = RepliesAsync(host);
        await begun.Task;
        await host.PassTimeAsync(replies);
        Assert.Contains("Sorry", await replies, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_behind_others_is_told_when_it_takes_too_long()
    {
        var begun = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(_folder, Deaf(begun), Person.Development);
        using var person = new Person(host, "http://127.0.0.1:9/");
        await person.AskAsync("before?", "1");
        await begun.Task;
        var waiting = AskAsync(person, "2");
        await host.PassTimeAsync(waiting);
        using var response = await waiting;
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        host.Abandon();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Answerer Deaf(TaskCompletionSource begun) => new((_, _) =>
    {
        begun.TrySetResult();
        return new TaskCompletionSource<Answer>().Task;
    });

    private static Task<HttpResponseMessage> AskAsync(Person person, string id) =>
        person.SayAsync("there?", id, activity => activity["deliveryMode"] = "expectReplies");

    private static async Task<string?> RepliesAsync(ChatHost host)
    {
        using var person = new Person(host, "http://127.0.0.1:9/");
        using var response = await AskAsync(person, "1");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (string?)
            JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))![
                "activities"
            ]![0]!["text"];
    }
}
