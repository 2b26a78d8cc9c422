using System.Text.Json.Nodes;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>
/// A desk in a channel of Teams, which outlives the hosts that work for it, and the data that they leave each other.
/// </summary>
internal sealed class DeskOfCrashes : IAsyncDisposable
{
    public const string Ana = "ana";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TempFolder _folder;
    private readonly Database _database;
    private readonly JsonObject _member;

    private DeskOfCrashes(TempFolder folder, Database database, TeamsDouble teams)
    {
        (_folder, _database, Teams, Channel) = (folder, database, teams, teams.DeskChannel());
        _member = Channel.AddMember("29:ana", "Ana", Ana);
        Cases = new CaseStore(database, "default", TimeProvider.System);
        Threads = new DeskThreadStore(database, "default");
        // A host does not know what the one before it has sent.
        teams.Allow(TeamsRule.Rate);
    }

    public TeamsDouble Teams { get; }

    public TeamsDeskChannel Channel { get; }

    public CaseStore Cases { get; }

    public DeskThreadStore Threads { get; }

    public static async Task<DeskOfCrashes> OpenAsync()
    {
        var folder = new TempFolder();
        Directory.CreateDirectory(folder["data"]);
        var database = await Database.OpenAsync(Path.Combine(folder["data"], "supportbot.db"), Cancel);
        return new DeskOfCrashes(folder, database, await TeamsDouble.StartAsync(TimeProvider.System));
    }

    /// <summary>Starts the host on the data that it left.</summary>
    public Task<RunningHost> StartHostAsync(string? failpoint = null)
    {
        (string, string)[] settings =
        [
            ("Bot__Development", "true"), ("Search__TrainEmbedding", "false"),
            ("TeamsDesk__ChannelId", Channel.Id), ("TeamsDesk__ServiceUrl", Teams.ServiceUrl),
            ("Handoff__AgentSilenceMinutes", "1000"), ("Handoff__MaxWaitMinutes", "1000"),
            ("RateLimits__MessagesPerMinute", "100000"), ("RateLimits__MessagesPerHour", "100000"),
            ("RateLimits__NewVisitorsPerMinute", "1000000"), ("RateLimits__VisitorsPerAddress", "100000"),
        ];
        return RunningHost.StartInAsync(
            _folder, Site.Handbook, failpoint is null ? settings : [.. settings, FailpointSetting.At(failpoint)]);
    }

    /// <summary>The agent, as a host meets her.</summary>
    public TeamsAgent AgentAt(RunningHost host) => new(host.Address, Teams, Channel, _member);

    /// <summary>The threads of a case, in the order in which their cards arrived.</summary>
    public List<TeamsConversation> ThreadsOf(SupportCase @case) => Teams.Read<List<TeamsConversation>>(
        () => [.. Channel.Threads.Where(thread => CardIn(thread).Contains(@case.Id, StringComparison.Ordinal))]);

    /// <summary>What stands below the cards of threads, oldest first.</summary>
    public IReadOnlyList<string> TextsIn(IEnumerable<TeamsConversation> threads) => Teams.Read<IReadOnlyList<string>>(
        () => [.. threads.SelectMany(thread => thread.Messages.Values.Skip(1)).Select(each => each.Text("text"))]);

    public string CardOf(TeamsConversation thread) => Teams.Read(() => CardIn(thread));

    /// <summary>How many turns of a conversation were given up, since no host lived long enough.</summary>
    public Task<long> GivenUpAsync(string conversation) => CountTurnsAsync(
        "state = 'failed' AND conversation_id LIKE @conversation", $"%{conversation}%");

    /// <summary>
    /// Waits until no turn is open any more, the thread of a case shows all that happened, and its card, which is
    /// updated after the messages, holds a text.
    /// </summary>
    public async Task SettleAsync(RunningHost host, SupportCase @case, string text)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await CountTurnsAsync("state = 'accepted'", "") > 0 || !await IsShownAsync(@case)
            || !CardOf(ThreadsOf(@case)[^1]).Contains(text, StringComparison.Ordinal))
        {
            Assert.False(host.HasEnded, host.Printed);
            Assert.True(
                TimeProvider.System.GetElapsedTime(began) < Patience,
                $"{await Threads.FindAsync(@case.Id, Cancel)} is not settled.\n{host.Printed}");
            await Task.Delay(50, Cancel);
        }
    }

    /// <summary>Whether the thread of a case shows all that happened.</summary>
    public async Task<bool> IsShownAsync(SupportCase @case) =>
        await Threads.FindAsync(@case.Id, Cancel) is { ThreadId: not null, Unconfirmed: 0 } thread
        && thread.Sequence >= (await Cases.EventsAsync(0, @case.Id, 10_000, Cancel))[^1].Sequence
        && (await Threads.EntriesAsync(@case.ConversationId, thread.Shown, long.MaxValue, 1, Cancel)).Count == 0;

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
        await Teams.DisposeAsync();
    }

    private static string CardIn(TeamsConversation thread) => thread.Messages.GetAt(0).Value.ToJsonString();

    private Task<long> CountTurnsAsync(string where, string conversation) => _database.ReadAsync(session =>
        session.ScalarAsync<long>($"SELECT COUNT(*) FROM turn WHERE {where}", new { conversation }), Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
