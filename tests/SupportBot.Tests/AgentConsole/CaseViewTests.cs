using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SupportBot.AgentConsole.Thread;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.AgentConsole;

public sealed class CaseViewTests : IAsyncLifetime
{
    private static readonly Agent Ana = new() { Id = "ana", Name = "Ana" };

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private Database _database = null!;
    private CaseStore _cases = null!;
    private CaseDirectory _directory = null!;
    private AgentStore _agents = null!;
    private ConversationStore _conversations = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(_folder["a.db"], Cancel);
        _cases = new CaseStore(_database, "default", _clock);
        _directory = new CaseDirectory(_database, "default");
        _conversations = new ConversationStore(_database, "default", new MessageRate(100, 1000), _clock);
        _agents = new AgentStore(_database, "default", TimeSpan.FromMinutes(1), _clock);
        await _agents.SignInAsync(Ana, Cancel);
        await _agents.SignInAsync(new Agent { Id = "ben", Name = "Ben" }, Cancel);
        await _conversations.ReceiveAsync(
            new Conversation("c", "u", "Customer", "en", 0), "webchat", Said("Hello", "1"), Cancel);
        await _database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO handoff_case (brand, id, conversation_id, number, state, reason, question, language, opened_at,
                customer_at) VALUES ('default', 'k', 'c', 1, 'waiting', 'customerRequest', 'Hello', 'en', 1, 1)
            """), Cancel);
        await ExecuteAsync(new CaseCommand.Claim("ana"));
    }

    [Fact]
    public async Task What_was_missed_comes_with_the_next_refresh_in_order_and_once()
    {
        var view = await OpenAsync();
        for (var i = 0; i < 450; i++)
            await _conversations.AcceptAsync(Said($"Message {i}", $"m{i}"), Cancel);
        await ExecuteAsync(new CaseCommand.Note("ben", "Look, @Ana"));
        await Refresh(view);
        await Refresh(view);
        var messages = view.Items.OfType<ThreadItem.Message>().Select(message => message.Text);
        Assert.Equal(["Hello", .. Enumerable.Range(0, 450).Select(i => $"Message {i}")], messages);
        Assert.Equal("Look, @Ana", Assert.IsType<ThreadItem.CaseChange>(view.Items[^1]).Happened.Text);
        Assert.Contains("k", await _directory.MentioningAsync("Ana", Cancel));
    }

    [Fact]
    public async Task A_note_mentions_the_longest_name_that_fits()
    {
        await ExecuteAsync(new CaseCommand.Note("ben", "Ask @ana maier or @Anastasia, not x@ben.example"));
        Assert.Empty(await _directory.MentioningAsync("Ben", Cancel));
        Assert.Empty(await _directory.MentioningAsync("Anast", Cancel));
        Assert.Contains("k", await _directory.MentioningAsync("Ana", Cancel));
        await _agents.SignInAsync(new Agent { Id = "maier", Name = "Ana Maier" }, Cancel);
        Assert.Empty(await _directory.MentioningAsync("Ana", Cancel));
        Assert.Contains("k", await _directory.MentioningAsync("Ana Maier", Cancel));
    }

    [Fact]
    public async Task A_snooze_says_in_the_history_when_it_ends()
    {
        var until = _clock.GetUtcNow().AddHours(1);
        await ExecuteAsync(new CaseCommand.Snooze("ana", until));
        var view = await OpenAsync();
        var snoozed = Assert.IsType<ThreadItem.CaseChange>(view.Items[^1]);
        Assert.Equal(until, DateTimeOffset.Parse(snoozed.Happened.Text, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_colleagues_reply_while_writing_blocks_until_it_was_looked_at()
    {
        var view = await OpenAsync();
        var seen = view.SeenThrough;
        await ExecuteAsync(new CaseCommand.TakeOver("ben"));
        await ReplyAsync("ben", "Ben was here", seenThrough: 10);
        await ExecuteAsync(new CaseCommand.Transfer("ben", "ana"));
        await view.RefreshAsync(isWriting: true, id => id, Cancel);
        Assert.Equal("ben", view.Unseen);
        Assert.True(view.SeenThrough <= seen);
        var refused = Assert.IsType<CaseResult.Refused>(await ReplyAsync("ana", "Mine", view.SeenThrough));
        Assert.Equal(CaseRefusal.Collision, refused.Reason);
        view.Look();
        Assert.Null(view.Unseen);
        Assert.IsType<CaseResult.Done>(await ReplyAsync("ana", "Mine", view.SeenThrough));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<CaseView> OpenAsync()
    {
        var listed = await _directory.FindAsync("k", Cancel);
        Assert.Equal(("Customer", "Hello"), (listed!.CustomerName, listed.LastText));
        var view = new CaseView(listed, Ana, _directory, _conversations);
        await Refresh(view);
        return view;
    }

    private static Task<bool> Refresh(CaseView view) => view.RefreshAsync(isWriting: false, id => id, Cancel);

    private async Task ExecuteAsync(CaseCommand command) =>
        Assert.IsType<CaseResult.Done>(await _cases.ExecuteAsync("k", command, post: null, isToBeSent: false, Cancel));

    private Task<CaseResult> ReplyAsync(string agentId, string text, long seenThrough) => _cases.ExecuteAsync(
        "k", new CaseCommand.Reply(agentId, seenThrough),
        new CasePost(number => Entry(text, number, "bot"), CasePost.AgentSender(agentId), text),
        isToBeSent: false, Cancel);

    private static Arrival Said(string text, string clientId) =>
        new("c", "u", clientId, "message", number => Entry(text, number, "user"));

    private static LogEntry Entry(string text, long number, string role) => new(
        $"c|{number}",
        Encoding.UTF8.GetBytes(
            $$"""
            {"type":"message","id":"c|{{number}}","text":"{{text}}","from":{"id":"u","role":"{{role}}"} }
            """));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
