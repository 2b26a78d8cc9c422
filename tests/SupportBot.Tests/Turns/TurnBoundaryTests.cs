using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Settings;
using SupportBot.Tests.Channels;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

/// <summary>
/// Whatever breaks in a turn, it ends, and the worker goes on; failures come from a channel and a bot of the test.
/// </summary>
public sealed class TurnBoundaryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("boundary-");

    [Theory]
    [InlineData("bot", "failed")]
    [InlineData("bot word", "failed")]
    [InlineData("reply", "failed")]
    [InlineData("show", "done")]
    [InlineData("recover catch-up", "done")]
    public async Task A_step_that_throws_ends_its_turn_and_not_the_worker(string broken, string state)
    {
        var clock = new FakeTimeProvider(ChatHost.Noon);
        await using var database = await Database.OpenAsync(Path.Combine(_folder.FullName, "supportbot.db"), Cancel);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<MessageMetrics>()
            .AddBotFramework(_ => { })
            .BuildServiceProvider();
        await AddTurnsAsync(
            database,
            clock,
            "not json",
            """{"type":"message","text":"hi","conversation":{"id":"stub"}}""");
        var turns = new TurnStore(database, "default", clock);
        var supervisor = new ServiceSupervisor(clock, NullLogger<ServiceSupervisor>.Instance);
        var limits = Options.Create(new TurnOptions());
        var runner = new TurnRunner(
            services.GetRequiredService<DurableAdapter>(), new StubBot(broken), turns, new AgentDesks([]),
            BrandFiles.Read(new BrandOptions()), limits, clock, NullLogger<TurnRunner>.Instance);
        using var worker = new TurnWorker<StubChannel>(
            new StubChannel(broken),
            turns,
            runner,
            supervisor,
            services.GetRequiredService<MessageMetrics>(),
            limits,
            clock);
        await worker.StartAsync(Cancel);
        IReadOnlyList<string> states = [];
        for (var i = 0; states.Count < 2 || supervisor.Failing.Count > 0; i++)
        {
            Assert.InRange(i, 0, 2000);
            clock.Advance(TimeSpan.FromSeconds(1));
            states = await database.ReadAsync(
                session =>
                    session.QueryAsync<string>("SELECT state FROM turn WHERE state <> 'accepted' ORDER BY number"),
                Cancel);
            await Task.Delay(5, Cancel);
        }
        Assert.Equal(["failed", state], states);
        Assert.False(worker.ExecuteTask!.IsCompleted);
        await worker.StopAsync(Cancel);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task AddTurnsAsync(Database database, TimeProvider clock, params string[] activities)
    {
        var conversations = new ConversationStore(database, "default", new MessageRate(100, 100), clock);
        foreach (var json in activities)
        {
            var arrival = new Arrival(
                "stub", "someone", null, "message",
                number => new LogEntry($"stub|{number}", Encoding.UTF8.GetBytes(json)));
            await conversations.ReceiveAsync(
                new Conversation("stub", "someone", null, null, 0), "stub", arrival, Cancel);
        }
    }

    private static void FailIf(bool isBroken)
    {
        if (isBroken) throw new InvalidOperationException("Broken by the test.");
    }

    private static void FailOnce(ref bool isBroken)
    {
        var breaks = isBroken;
        isBroken = false;
        FailIf(breaks);
    }

    private sealed class StubBot(string broken) : ActivityHandler
    {
        protected override Task OnMessageActivityAsync(
            ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
        {
            FailIf(broken.Contains("bot", StringComparison.Ordinal));
            return ActiveTurn.Of(turnContext).Reply.FinishAsync("Hello.", cancellationToken);
        }
    }

    private sealed class StubChannel(string broken) : IChannel
    {
        private bool _failsToRecover = broken == "recover catch-up";
        private bool _failsToCatchUp = broken == "recover catch-up";

        public bool SendsReplies(Turn turn) => false;

        public bool SendsPosts => false;

        public bool Serves(string channelId) => channelId == "stub";

        public bool Owns(Activity activity) => true;

        public bool Admits(Activity activity) => true;

        public Task<IReadOnlySet<Audience>> GetAudiencesAsync(Activity activity, CancellationToken cancellationToken) =>
            Task.FromResult(Audiences.Everybody);

        public IReplySink CreateReplySink(ITurnContext turnContext, Outbox outbox)
        {
            FailIf(broken == "reply");
            return new StubReply(turnContext, broken);
        }

        public Task SendTransientAsync(Turn turn, Activity activity, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public Task ShowAsync(Turn turn, TurnOutcome? outcome, IReadOnlyList<LogEntry> replies)
        {
            FailIf(broken == "show");
            return Task.CompletedTask;
        }

        public Activity Ask(ButtonMessage prompt) => MessageFactory.Text(prompt.Text);

        public Activity FromAgent(string text, Agent agent) => MessageFactory.Text(text);

        public Task ShowAsync(string conversationId, long first, IReadOnlyList<LogEntry> posted, bool isNext) =>
            Task.CompletedTask;

        public void ShowTyping(string conversationId, Agent agent)
        {
        }

        public Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken)
        {
            FailOnce(ref _failsToRecover);
            return Task.FromResult<IReadOnlyList<string>>([]);
        }

        public Task<TimeSpan?> SendPendingAsync(string conversationId)
        {
            FailOnce(ref _failsToCatchUp);
            return Task.FromResult<TimeSpan?>(null);
        }
    }

    private sealed class StubReply(ITurnContext turn, string broken) : IReplySink
    {
        public Task AnnounceAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WriteAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken) =>
            Task.FromResult("");

        public Task FinishAsync(string word, CancellationToken cancellationToken)
        {
            FailIf(broken.Contains("word", StringComparison.Ordinal));
            return turn.SendActivityAsync(MessageFactory.Text(word), cancellationToken);
        }

        public Task<string> AskAsync(ButtonMessage prompt, CancellationToken cancellationToken) => Task.FromResult("");

        public Task OfferAsync(string word, IReadOnlyList<string> questions, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
