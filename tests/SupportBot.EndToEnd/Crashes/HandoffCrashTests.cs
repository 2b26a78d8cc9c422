using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>
/// Customers ask for a person while the host is killed. Agents get cases automatically, and act by the database that
/// they share with the host.
/// </summary>
public sealed class HandoffCrashTests
{
    private const string Ana = "ana";

    private static readonly (string, string)[] Settings =
    [
        ("Handoff__Assignment", "automatic"), ("Handoff__AgentAbsenceSeconds", "3600"),
        ("RateLimits__MessagesPerMinute", "100000"), ("RateLimits__MessagesPerHour", "100000"),
        ("RateLimits__NewVisitorsPerMinute", "1000000"), ("RateLimits__VisitorsPerAddress", "100000"),
    ];

    internal static IReadOnlyList<string> Places { get; } = [Failpoint.CaseChanging, Failpoint.CaseChanged];

    // The first turn of a conversation is the welcome, the second the request.
    [Theory]
    [InlineData(Failpoint.CaseChanging)]
    public Task Killed_before_a_commit_there_is_one_case_and_the_bot_is_silent(string failpoint) =>
        KillAsync(failpoint);

    [Theory, Trait("Category", "Full")]
    [InlineData(Failpoint.TurnEnding + ":2")]
    [InlineData(Failpoint.TurnEnded + ":2")]
    [InlineData(Failpoint.CaseChanged)]
    public Task Killed_elsewhere_there_is_one_case_and_the_bot_is_silent_too(string failpoint) =>
        KillAsync(failpoint);

    [Fact, Trait("Category", "Full")]
    public async Task Killed_two_hundred_times_at_random_each_escalation_is_one_case_and_nothing_is_lost_or_repeated()
    {
        var random = new Random(20261129);
        using var folder = new TempFolder();
        await using var team = await Team.GatherAsync(folder);
        var customers = Enumerable.Range(0, 20)
            .Select(i => new WebVisitor($"customer{i}") { Text = "I want to talk to a human" }).ToList();
        for (var i = 0; i < 200; i++)
        {
            await using var host = await StartAsync(folder);
            var writing = Task.WhenAll(customers.Select(customer => SayAsync(host, customer, $"m{i / 20}")));
            var working = team.WorkAsync(random.Next(0, 3));
            await Task.Delay(random.Next(0, 500), TestContext.Current.CancellationToken);
            await host.KillAsync();
            await writing;
            await working;
        }
        await using var last = await StartAsync(folder);
        foreach (var customer in customers)
        {
            await SayAsync(last, customer, "end");
            await team.CheckAsync(last, customer);
        }
    }

    private static async Task KillAsync(string failpoint)
    {
        using var folder = new TempFolder();
        await using var team = await Team.GatherAsync(folder);
        var customer = new WebVisitor("cay") { Text = "I want to talk to a human" };
        await using (var doomed = await StartAsync(folder, FailpointSetting.At(failpoint)))
        {
            await SayAsync(doomed, customer, "m1");
            await CrashTests.WaitForEndAsync(doomed, failpoint);
        }
        await using var host = await StartAsync(folder);
        await SayAsync(host, customer, "m1");
        var talk = await team.CaseAsync(customer.Conversation, CaseState.Assigned);
        await SayAsync(host, customer, "m2");
        await team.EventAsync(talk, CaseEventKind.CustomerWrote);

        Assert.Equal(
            [CaseEventKind.Opened, CaseEventKind.Claimed, CaseEventKind.CustomerWrote],
            (await team.EventsAsync(talk)).Select(each => each.Kind));
        var log = await ReadAsync(host, customer);
        Assert.Equal(["welcome", "requested", "joined"], log.Except(customer.Taken.Keys));
        Assert.Equal(["m1", "m2"], log.Where(customer.Taken.ContainsKey));
    }

    private static Task<RunningHost> StartAsync(TempFolder folder, params (string, string)[] settings) =>
        RunningHost.StartInAsync(folder, Site.Handbook, [.. Settings, .. settings]);

    private static async Task SayAsync(RunningHost host, WebVisitor customer, string id)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        try
        {
            await customer.TrySayAsync(http, id);
        }
        catch (Exception e) when (RunningHost.IsGone(e))
        {
            // It is said again to the next host.
        }
    }

    /// <summary>The customer's own messages by their ids, and what the bot said by its meaning.</summary>
    private static async Task<IReadOnlyList<string>> ReadAsync(RunningHost host, WebVisitor customer)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        var own = customer.Taken.ToDictionary(taken => taken.Value, taken => taken.Key);
        return [.. (await customer.ReadAsync(http)).Select(said =>
            own.TryGetValue(said["id"]!.GetValue<string>(), out var id) ? id : Meaning(
                said["text"]?.GetValue<string>() ?? ""))];
    }

    private static string Meaning(string text) => text switch
    {
        _ when text.StartsWith("Hello!", StringComparison.Ordinal) => "welcome",
        _ when text.StartsWith("I am passing you on", StringComparison.Ordinal) => "requested",
        _ when text.EndsWith("is with you now.", StringComparison.Ordinal) => "joined",
        _ => text,
    };

    private sealed class Team(Database database) : IAsyncDisposable
    {
        private readonly CaseStore _cases = new(database, "default", TimeProvider.System);

        public static async Task<Team> GatherAsync(TempFolder folder)
        {
            Directory.CreateDirectory(folder["data"]);
            var database = await Database.OpenAsync(
                Path.Combine(folder["data"], "supportbot.db"), TestContext.Current.CancellationToken);
            var agents = new AgentStore(database, "default", TimeSpan.FromHours(1), TimeProvider.System);
            await agents.SignInAsync(
                new Agent { Id = Ana, Name = "Ana", Status = AgentStatus.Online, Capacity = 100 },
                TestContext.Current.CancellationToken);
            return new Team(database);
        }

        public async Task<SupportCase> CaseAsync(string conversation, CaseState state)
        {
            while (true)
            {
                var found = await _cases.FindLastAsync(conversation, TestContext.Current.CancellationToken);
                if (found?.State == state) return found;
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        public Task<IReadOnlyList<CaseEvent>> EventsAsync(SupportCase @case) =>
            _cases.EventsAsync(0, @case.Id, 500, TestContext.Current.CancellationToken);

        public async Task EventAsync(SupportCase @case, CaseEventKind kind)
        {
            while ((await EventsAsync(@case))[^1].Kind != kind)
                await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        /// <summary>Ends so many cases, whatever the host is doing.</summary>
        public async Task WorkAsync(int most)
        {
            var open = await _cases.ListAsync(
                [CaseState.Assigned, CaseState.Active], most, TestContext.Current.CancellationToken);
            foreach (var @case in open)
                await _cases.ExecuteAsync(
                    @case.Id, new CaseCommand.Resolve(Ana), post: null, isToBeSent: false,
                    TestContext.Current.CancellationToken);
        }

        /// <summary>
        /// Every message of the customer is in the log once. Each time that the bot said it passes the customer on,
        /// a case was opened or reopened, and each time it named the agent, the agent got it.
        /// </summary>
        public async Task CheckAsync(RunningHost host, WebVisitor customer)
        {
            var talk = await _cases.FindLastAsync(customer.Conversation, TestContext.Current.CancellationToken);
            Assert.NotNull(talk);
            await CaseAsync(customer.Conversation, CaseState.Assigned);
            var events = (await EventsAsync(talk)).ToLookup(each => each.Kind);
            var log = await ReadAsync(host, customer);
            Assert.Equal(customer.Taken.Count, customer.Taken.Keys.Count(id => log.Count(said => said == id) == 1));
            var opened = events[CaseEventKind.Opened].Count() + events[CaseEventKind.Reopened].Count();
            Assert.Equal(opened, log.Count(said => said == "requested"));
            Assert.Equal(events[CaseEventKind.Claimed].Count(), log.Count(said => said == "joined"));
            Assert.Single(events[CaseEventKind.Opened]);
            // All else that the bot said is the welcome.
            Assert.Equal(
                log.Count,
                customer.Taken.Count + 1 + opened + events[CaseEventKind.Claimed].Count());
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
