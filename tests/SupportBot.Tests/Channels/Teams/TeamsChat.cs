using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Answers;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>The whole host, a Teams that keeps its rules, and one conversation in it.</summary>
internal sealed class TeamsChat : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo _folder;
    private readonly Answerer _answerer;

    private TeamsChat(DirectoryInfo folder, Func<Question, Answer> answer) =>
        (_folder, _answerer) = (folder, new Answerer(async (question, cancellationToken) =>
        {
            await _made.Task.WaitAsync(cancellationToken);
            return answer(question);
        }));

    public ChatHost Host { get; private set; } = null!;
    public TeamsDouble Teams { get; private set; } = null!;
    public TeamsConversation Conversation { get; private set; } = null!;
    public FakeTimeProvider Clock { get; } = new(ChatHost.Noon);

    /// <summary>The messages that the user sees.</summary>
    public IReadOnlyList<JsonObject> Messages => Teams.Read(() => Conversation.Messages.Values.ToList());

    public IReadOnlyList<string> Shown => [.. Messages.Select(message => message.Text("text"))];

    public IReadOnlyList<string> StreamTypes => [.. Teams.Requests.Select(request => request.StreamType)];

    /// <param name="folder">The data folder.</param>
    /// <param name="answer">What is answered, once the test says that it is made.</param>
    /// <param name="type">The conversation's type.</param>
    public static async Task<TeamsChat> StartAsync(
        DirectoryInfo folder, Func<Question, Answer> answer, string type = "personal")
    {
        var chat = new TeamsChat(folder, answer);
        chat.Host = await ChatHost.StartAsync(folder, chat.Clock, chat._answerer, Person.Development);
        chat.Teams = await TeamsDouble.StartAsync(chat.Clock);
        chat.Conversation = type switch
        {
            "personal" => chat.Teams.Personal(),
            "groupChat" => chat.Teams.GroupChat(),
            _ => chat.Teams.Channel(),
        };
        return chat;
    }

    /// <summary>The host crashes, and after a while another takes its place.</summary>
    public async Task CrashAsync(TimeSpan down)
    {
        Host.Abandon();
        await Host.DisposeAsync();
        Clock.Advance(down);
        Host = await ChatHost.StartAsync(_folder, Clock, _answerer, Person.Development);
    }

    public async Task AskAsync(string text, string id = "1", string channel = "msteams")
    {
        using var person = new Person(Host, Teams.ServiceUrl, Conversation.Id, Conversation.Type);
        using var response = await person.SayAsync(text, id, activity => activity["channelId"] = channel);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
    }

    /// <summary>The answer is there.</summary>
    public void Make() => _made.TrySetResult();

    /// <summary>Lets time pass until Teams was asked for so many things.</summary>
    public Task RequestsAsync(int count) => UntilAsync(() => Task.FromResult(Teams.Requests.Count >= count));

    /// <summary>Lets time pass until nothing is on its way any more.</summary>
    /// <returns>What became of each message.</returns>
    public async Task<IReadOnlyList<string>> DeliveredAsync(int count = 1, bool clockStands = false)
    {
        IReadOnlyList<string> states = [];
        await UntilAsync(
            async () =>
                (states = await ReadAsync("SELECT state FROM delivery ORDER BY number")).Count >= count
                && states.All(state => state is not ("waiting" or "sending")),
            clockStands);
        return states;
    }

    public Task<IReadOnlyList<string>> ReadAsync(string sql) => Host.Services.GetRequiredService<Database>()
        .ReadAsync(session => session.QueryAsync<string>(sql), TestContext.Current.CancellationToken);

    public async Task UntilAsync(Func<Task<bool>> isSo, bool clockStands = false)
    {
        for (var i = 0; !await isSo(); i++)
        {
            var requests = Teams.Requests.Select(request => $"{request.Method} {request.StreamType} {request.Text}");
            Assert.True(i < 3000, $"It did not happen. Teams was asked for: {string.Join(" | ", requests)}");
            if (!clockStands) Clock.Advance(Step);
            await Task.Delay(4, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Make();
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
    }
}
