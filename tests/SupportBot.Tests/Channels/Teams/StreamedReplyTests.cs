using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Channels.Teams;
using SupportBot.Core.Answers;
using SupportBot.Core.Conversations;
using SupportBot.Tests.Channels.Teams.TeamsService;
using SupportBot.Turns;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>A reply that grows, by Teams' own rules.</summary>
public sealed class StreamedReplyTests : IDisposable
{
    private const string Text =
        "Zuerst prüfen. [1] Dann:\n\n| Größe | Preis |\n| --- | --- |\n| S. | 1 |\n| M. | 2 |\n\n[1]\n\nZum Schluss "
            + "ändern. [1]";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streamed-replies");
    private readonly List<Activity> _said = [];

    [Fact]
    public async Task A_text_grows_and_ends_as_one_message()
    {
        await using var chat = await TeamsChat.StartAsync(_folder, Answerer.Answered);
        var reply = ReplyIn(chat);
        await reply.AnnounceAsync("Ich durchsuche die Dokumentation …", Cancel);
        await chat.RequestsAsync(1);
        await WriteAsync(chat, reply, Text);
        await FinishAsync(chat, reply, Text);
        Assert.Equal(
            "Zuerst prüfen. [1] Dann:\n\n- **S.**: 1\n- **M.**: 2\n\n[1]\n\nZum Schluss ändern. [1]",
            chat.Shown.Single());
        Assert.True(chat.StreamTypes.Count(type => type == "streaming") >= 2);
        Assert.Equal(("informative", "final"), (chat.StreamTypes[0], chat.StreamTypes[^1]));
        Assert.All(
            chat.Teams.Requests.Zip(chat.Teams.Requests.Skip(1)),
            pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_chunk_that_is_lost_changes_nothing_about_the_end()
    {
        await using var chat = await TeamsChat.StartAsync(_folder, Answerer.Answered);
        var lost = 0;
        chat.Teams.Provoke(
            request => request.StreamType == "streaming" && ++lost == 2, TeamsAnswer.Error(502, "BadGateway", ""));
        var reply = ReplyIn(chat);
        await WriteAsync(chat, reply, Text);
        await FinishAsync(chat, reply, Text);
        Assert.StartsWith("Zuerst prüfen.", chat.Shown.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_Stop_in_the_middle_no_other_chunk_comes_and_no_message()
    {
        await using var chat = await TeamsChat.StartAsync(_folder, Answerer.Answered);
        var reply = ReplyIn(chat);
        await reply.WriteAsync("Zuerst prüfen.", Cancel);
        await chat.RequestsAsync(1);
        chat.Conversation.PressStop();
        await WriteAsync(chat, reply, Text);
        var finished = reply.FinishAsync(Answerer.Of(AnswerKind.Answered, Text), Texts(chat), Cancel);
        await chat.UntilAsync(() => Task.FromResult(finished.IsCompleted));
        Assert.Equal("1-1", await finished);
        Assert.Empty(_said);
        Assert.Equal(2, chat.Teams.Requests.Count);
    }

    [Fact]
    public async Task A_word_that_says_something_else_takes_the_place_of_what_was_shown()
    {
        await using var chat = await TeamsChat.StartAsync(_folder, Answerer.Answered);
        chat.Teams.Allow(TeamsRule.StreamText);
        var reply = ReplyIn(chat);
        await reply.WriteAsync("Zuerst prüfen.", Cancel);
        await chat.RequestsAsync(1);
        await DeliverAsync(chat, reply.FinishAsync("Entschuldigung.", Cancel));
        Assert.Equal("Entschuldigung.", chat.Shown.Single());
        Assert.Equal(["POST", "POST", "PUT"], chat.Teams.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_text_that_is_very_long_stops_growing_before_it_fills_a_message()
    {
        await using var chat = await TeamsChat.StartAsync(_folder, Answerer.Answered);
        var text = string.Join(
            "\n\n",
            Enumerable.Range(1, 60).Select(_ => string.Concat(Enumerable.Repeat("Größere Änderungen prüfen. ", 40))));
        var reply = ReplyIn(chat);
        await WriteAsync(chat, reply, text[..20_000]);
        await FinishAsync(chat, reply, text);
        Assert.InRange(
            chat.Teams.Requests.Where(request => request.IsChunk).Max(request => request.Text.Length), 4_000, 5_000);
        Assert.True(chat.Shown.Count > 1);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A quarter more of the text every two seconds.</summary>
    private static async Task WriteAsync(TeamsChat chat, IReplySink reply, string text)
    {
        foreach (
            var part in new[]
            {
                text[..(text.Length / 4)],
                text[..(text.Length / 2)],
                text[..(text.Length * 3 / 4)],
                text,
            })
        {
            await reply.WriteAsync(part, Cancel);
            var steps = 0;
            await chat.UntilAsync(() => Task.FromResult(++steps > 20));
        }
    }

    private Task FinishAsync(TeamsChat chat, IReplySink reply, string text)
    {
        var source = new Citation(1, "Handbuch", "Größen", "handbuch.md", "/docs/handbuch.md", "Zuerst prüfen.");
        return DeliverAsync(
            chat, reply.FinishAsync(Answerer.Of(AnswerKind.Answered, text, [source]), Texts(chat), Cancel));
    }

    /// <summary>Sends what the turn said when it had ended.</summary>
    private async Task DeliverAsync(TeamsChat chat, Task finished)
    {
        await chat.UntilAsync(() => Task.FromResult(finished.IsCompleted));
        await finished;
        foreach (var message in _said)
        {
            var sent = chat.Host.Services.GetRequiredService<TeamsSender>().SendAsync(message, Cancel);
            await chat.UntilAsync(() => Task.FromResult(sent.IsCompleted));
            await sent;
        }
    }

    private IReplySink ReplyIn(TeamsChat chat)
    {
        var services = chat.Host.Services;
        var turn = new Turn("msteams/a:ann", 1, "1", TimeSpan.Zero, null, default);
        var inbound = new Activity
        {
            Id = "1",
            ChannelId = "msteams",
            ServiceUrl = chat.Teams.ServiceUrl,
            Conversation = new ConversationAccount { Id = chat.Conversation.Id, ConversationType = "personal" },
            From = new ChannelAccount { Id = "29:ann" },
            Recipient = new ChannelAccount { Id = "28:bot" },
        };
        var outbox = new Outbox(
            turn, services.GetRequiredService<TeamsChannel>(), services.GetRequiredService<TurnStore>(),
            TimeProvider.System, NullLogger.Instance);
        var context = services.GetRequiredService<DurableAdapter>().CreateTurnContext(inbound, new Kept(_said));
        return services.GetRequiredService<TeamsReplyFactory>().Create(context, outbox, isSent: true);
    }

    private static ChatTexts Texts(TeamsChat chat) => chat.Host.Services.GetRequiredService<Brand>().In("de").Chat;

    /// <summary>Keeps what a turn says.</summary>
    private sealed class Kept(List<Activity> said) : ITurnOutbox
    {
        public Task<ResourceResponse[]> SendAsync(
            ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
        {
            said.AddRange(activities);
            return Task.FromResult<ResourceResponse[]>([
                .. activities.Select((_, i) => new ResourceResponse($"1-{i + 1}")),]);
        }
    }
}
