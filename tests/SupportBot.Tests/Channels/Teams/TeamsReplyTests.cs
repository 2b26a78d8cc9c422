using SupportBot.Core.Answers;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>What people in Teams see of an answer, through the whole host and by Teams' own rules.</summary>
public sealed class TeamsReplyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("teams-replies");

    [Fact]
    public async Task In_a_personal_chat_a_slow_answer_is_announced_and_ends_its_stream_once()
    {
        await using var chat = await StartAsync();
        await chat.AskAsync("Wie geht das?");
        await chat.RequestsAsync(1);
        chat.Make();
        Assert.Equal(["sent"], await chat.DeliveredAsync());
        Assert.Equal(["informative", "final"], chat.StreamTypes);
        Assert.Equal("Run the installer. [1] That answers Wie geht das?.", chat.Shown.Single());
        Assert.Equal("Searching the documentation…", chat.Teams.Requests[0].Text);
        Assert.True(chat.Teams.Requests[1].At - chat.Teams.Requests[0].At >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_quick_answer_is_one_message_with_its_source_and_label()
    {
        await using var chat = await StartAsync();
        chat.Make();
        await chat.AskAsync("Schnell?");
        await chat.DeliveredAsync(clockStands: true);
        Assert.Equal([""], chat.StreamTypes);
        Assert.Equal(
            "Install: Linux",
            chat.Messages.Single().Items("entities").Single().Items("citation").Single()["appearance"]!
                .AsObject()
                .Text("name"));
    }

    [Theory]
    [InlineData("groupChat", 2)]
    [InlineData("channel", 1)]
    public async Task Elsewhere_an_answer_comes_as_a_whole(string type, int requests)
    {
        await using var chat = await StartAsync(type: type);
        await chat.AskAsync("Und hier?");
        await chat.UntilAsync(() => Task.FromResult(!chat.Host.Answerer.Asked.IsEmpty));
        await chat.RequestsAsync(requests - 1);
        chat.Make();
        await chat.DeliveredAsync();
        Assert.Equal(Enumerable.Repeat("", requests), chat.StreamTypes);
        Assert.Equal(
            [.. Enumerable.Repeat("typing", requests - 1), "message"],
            chat.Teams.Requests.Select(request => request.Activity.Text("type")));
    }

    [Fact]
    public async Task After_Stop_nothing_more_is_said_but_the_turn_ends_and_the_next_question_is_answered()
    {
        await using var chat = await StartAsync();
        await chat.AskAsync("first?", "1");
        await chat.RequestsAsync(1);
        chat.Conversation.PressStop();
        chat.Make();
        Assert.Equal(["stopped"], await chat.DeliveredAsync());
        await chat.AskAsync("second?", "2");
        Assert.Equal(["stopped", "sent"], await chat.DeliveredAsync(2));
        Assert.Contains("second?", chat.Shown.Single(), StringComparison.Ordinal);
        Assert.Equal("first?", chat.Host.Answerer.Asked.Last().History.Single().Question);
    }

    [Fact]
    public async Task Too_fast_means_later()
    {
        await using var chat = await StartAsync();
        chat.Teams.Provoke(request => request.IsChunk, TeamsAnswer.Error(429, "", "API calls quota exceeded"));
        chat.Teams.Provoke(
            request => !request.IsChunk,
            TeamsAnswer.Error(429, "", "API calls quota exceeded") with
            {
                RetryAfter = 3,
            });
        await chat.AskAsync("busy?");
        await chat.RequestsAsync(1);
        chat.Make();
        Assert.Equal(["sent"], await chat.DeliveredAsync());
        Assert.Equal(3, chat.Teams.Requests.Count);
        Assert.True(chat.Teams.Requests[2].At - chat.Teams.Requests[1].At >= TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream is not allowed")]
    [InlineData(400, "BadArgument", "Streaming api is not enabled")]
    [InlineData(500, "ServiceError", "")]
    [InlineData(404, "NotFound", "")]
    public async Task Where_nothing_can_grow_the_answer_is_an_ordinary_message(int status, string code, string problem)
    {
        await using var chat = await StartAsync();
        chat.Teams.Provoke(request => request.IsChunk, TeamsAnswer.Error(status, code, problem));
        await chat.AskAsync("plain?");
        await chat.RequestsAsync(1);
        chat.Make();
        Assert.Equal(["sent"], await chat.DeliveredAsync());
        Assert.Equal(["informative", ""], chat.StreamTypes);
    }

    [Theory]
    [InlineData("Content stream finished due to exceeded streaming time.")]
    [InlineData("Content stream is not allowed on an already completed streamed message")]
    [InlineData("Request streamed content should contain the previously streamed content")]
    public async Task An_answer_that_cannot_end_its_stream_takes_the_place_of_what_was_shown(string problem)
    {
        await using var chat = await StartAsync();
        chat.Teams.Provoke(request => request.StreamType == "final", TeamsAnswer.NoStream(problem));
        await chat.AskAsync("late?");
        await chat.RequestsAsync(1);
        chat.Make();
        Assert.Equal(["sent"], await chat.DeliveredAsync());
        Assert.Equal(["POST", "POST", "PUT"], chat.Teams.Requests.Select(request => request.Method));
        Assert.Contains("late?", chat.Shown.Single(), StringComparison.Ordinal);
        Assert.Equal(
            chat.Teams.Requests[2].ActivityId,
            (await chat.ReadAsync("SELECT channel_activity_id FROM delivery")).Single());
    }

    [Fact]
    public async Task An_answer_whose_stream_is_unknown_comes_as_an_ordinary_message()
    {
        await using var chat = await StartAsync();
        chat.Teams.Provoke(
            request => request.StreamType == "final", TeamsAnswer.NoStream("Content stream is not allowed"));
        chat.Teams.Allow(TeamsRule.StreamUnfinished);
        await chat.AskAsync("gone?");
        await chat.RequestsAsync(1);
        chat.Make();
        Assert.Equal(["sent"], await chat.DeliveredAsync());
        Assert.Equal(["informative", "final", ""], chat.StreamTypes);
    }

    [Fact]
    public async Task A_turn_that_fails_ends_its_stream_with_a_word()
    {
        await using var chat = await StartAsync(_ => throw new InvalidOperationException());
        await chat.AskAsync("break?");
        await chat.RequestsAsync(1);
        chat.Make();
        await chat.DeliveredAsync();
        Assert.StartsWith("Sorry", chat.Shown.Single(), StringComparison.Ordinal);
        Assert.Equal(["informative", "final"], chat.StreamTypes);
    }

    [Theory]
    [InlineData(10, "POST")]
    [InlineData(180, "PUT")]
    public async Task After_a_crash_the_answer_takes_the_place_of_what_was_shown(int seconds, string method)
    {
        await using var chat = await StartAsync();
        chat.Teams.Allow(TeamsRule.StreamTime);
        await chat.AskAsync("again?");
        await chat.UntilAsync(async () =>
            (await chat.ReadAsync("SELECT stream_id FROM turn WHERE stream_id IS NOT NULL")).Count == 1);
        await chat.CrashAsync(TimeSpan.FromSeconds(seconds));
        chat.Make();
        Assert.Equal(["sent"], await chat.DeliveredAsync());
        Assert.Contains("again?", chat.Shown.Single(), StringComparison.Ordinal);
        Assert.Equal(["informative", "final"], chat.StreamTypes.Take(2));
        Assert.Equal(method, chat.Teams.Requests[^1].Method);
    }

    [Fact]
    public async Task A_long_answer_ends_its_stream_with_the_first_of_its_messages()
    {
        var paragraphs = Enumerable
            .Range(1, 30)
            .Select(i => $"{string.Concat(Enumerable.Repeat("Größere Änderungen prüfen. ", 80))}[{i}]")
            .ToList();
        await using var chat = await StartAsync(_ =>
            Answerer.Of(
                AnswerKind.Answered, string.Join("\n\n", paragraphs), [.. Enumerable.Range(1, 30).Select(Source)]));
        await chat.AskAsync("Alles?");
        await chat.RequestsAsync(1);
        chat.Make();
        await chat.DeliveredAsync(2);
        Assert.Equal(paragraphs, chat.Shown.SelectMany(text => text.Split("\n\n")));
        Assert.Equal(["informative", "final", .. Enumerable.Repeat("", chat.Shown.Count - 1)], chat.StreamTypes);
        Assert.Equal("default", chat.Messages[^1]["channelData"]!["feedbackLoop"]!.AsObject().Text("type"));
        Assert.All(chat.Messages.SkipLast(1), message => Assert.Null(message["channelData"]));
    }

    [Fact]
    public async Task Other_channels_get_their_sources_below_the_answer()
    {
        await using var chat = await StartAsync();
        chat.Make();
        await chat.AskAsync("slack?", channel: "slack");
        await chat.DeliveredAsync();
        Assert.EndsWith(
            "\n\n[1] Install: Linux: https://docs.example.com/install#linux", chat.Shown.Single(),
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Citation Source(int number) =>
        new(
            number, "Handbuch", $"Abschnitt {number}", "handbuch.md", "/docs/handbuch.md",
            "Größere Änderungen prüfen.");

    private Task<TeamsChat> StartAsync(Func<Question, Answer>? answer = null, string type = "personal") =>
        TeamsChat.StartAsync(_folder, answer ?? Answerer.Answered, type);
}
