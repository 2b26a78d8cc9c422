using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Inbox;
using SupportBot.BotFramework.Tests.Connector;

namespace SupportBot.BotFramework.Tests.Inbox;

/// <summary>Each test opens the file again, as the next process does.</summary>
public sealed class SqliteInboxTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inbox-");
    private readonly Channel _channel = new();

    private string FilePath => Path.Combine(_folder.FullName, "echo.db");

    [Fact]
    public async Task What_was_stored_before_a_crash_is_answered_once_by_the_next_process()
    {
        using (var file = new SqliteInboxFile(FilePath))
            Assert.NotNull(file.AddActivity("msteams", "c", "1", ActivityJson.Write(Message("1", "hello"))));
        _channel.Answers(201, """{"id":"x"}""");
        await RunAsync(async _ => await UntilAsync(() => _channel.Asked.Count == 1));
        Assert.Contains("Echo: hello", Assert.Single(_channel.Asked).Body, StringComparison.Ordinal);
        await RunAsync(inbox => inbox.AcceptAsync(Message("1", "hello"), Cancel));
        Assert.Single(_channel.Asked);
    }

    [Fact]
    public async Task Messages_of_a_conversation_are_answered_in_order_and_copies_are_not()
    {
        for (var i = 0; i < 20; i++) _channel.Answers(201, """{"id":"x"}""");
        await RunAsync(async inbox =>
        {
            for (var i = 0; i < 20; i++)
            {
                await inbox.AcceptAsync(Message($"{i}", $"message {i}."), Cancel);
                await inbox.AcceptAsync(Message($"{i}", $"message {i}."), Cancel);
            }
            await UntilAsync(() => _channel.Asked.Count == 20);
        });
        Assert.All(_channel.Asked.Index(), asked =>
            Assert.Contains($"Echo: message {asked.Index}.", asked.Item.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_that_was_being_sent_is_not_sent_again_and_those_behind_it_are()
    {
        using (var file = new SqliteInboxFile(FilePath))
        {
            var number = file.AddActivity("msteams", "c", "1", ActivityJson.Write(Message("1", "x")))!.Value;
            file.EndTurn(
                number, "c", [ActivityJson.Write(Message("2", "first")), ActivityJson.Write(Message("3", "second"))]);
            Assert.NotNull(file.TakeReply("c"));
        }
        _channel.Answers(201, """{"id":"x"}""");
        await RunAsync(async _ => await UntilAsync(() => _channel.Asked.Count == 1));
        Assert.Contains("second", Assert.Single(_channel.Asked).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_ended_three_processes_is_given_up()
    {
        using (var file = new SqliteInboxFile(FilePath))
        {
            var number = file.AddActivity("msteams", "c", "1", ActivityJson.Write(Message("1", "fatal")))!.Value;
            for (var i = 0; i < 3; i++) file.BeginTurn(number);
        }
        _channel.Answers(201, """{"id":"x"}""");
        await RunAsync(async inbox =>
        {
            await inbox.AcceptAsync(Message("2", "next"), Cancel);
            await UntilAsync(() => _channel.Asked.Count == 1);
        });
        Assert.Contains("Echo: next", Assert.Single(_channel.Asked).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expected_replies_come_back_and_are_sent_nowhere()
    {
        await RunAsync(async inbox =>
        {
            var replies = await inbox.AnswerAsync(Message("1", "hello"), Cancel);
            Assert.Equal("Echo: hello", Assert.Single(replies!).Text);
            Assert.Empty((await inbox.AnswerAsync(Message("1", "hello"), Cancel))!);
        });
        Assert.Empty(_channel.Asked);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task RunAsync(Func<SqliteInbox, Task> work)
    {
        using var file = new SqliteInboxFile(FilePath);
        var adapter = new TestAdapter(_channel);
        using var inbox = new SqliteInbox(
            file, new EchoBot(), adapter.Adapter, _channel.Calls(), NullLogger<SqliteInbox>.Instance);
        await inbox.StartAsync(Cancel);
        await work(inbox);
        await UntilAsync(() => file.UnfinishedTurns().Count == 0 && file.ConversationsWithReplies().Count == 0);
        await inbox.StopAsync(Cancel);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue()) await Task.Delay(5, Cancel);
    }

    private static Activity Message(string id, string text) => new()
    {
        Type = ActivityTypes.Message,
        Id = id,
        ChannelId = "msteams",
        ServiceUrl = Channel.ServiceUrl,
        Conversation = new ConversationAccount { Id = "c" },
        From = new ChannelAccount { Id = "29:ann" },
        Recipient = new ChannelAccount { Id = "28:bot" },
        Text = text,
    };
}
