using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Core.Knowledge;
using SupportBot.Tests.Channels.Teams;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.Tests.Elasticsearch.Outages;

/// <summary>
/// The service goes on: with nodes that are left, while an index is rebuilt, and where the cluster comes late.
/// </summary>
public sealed class ServiceTests
{
    private static readonly IReadOnlySet<Audience> Customers = new HashSet<Audience> { Audience.Public };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task One_dead_node_of_three_is_not_noticed() => WithAsync(async chat =>
    {
        await chat.LoseOneOfThreeAsync();
        for (var i = 0; i < 3; i++)
        {
            var heard = await chat.AskAsync();
                Assert.Equal(
                    ("answered", null, TimeSpan.Zero),
                    (heard.Audited.Record.Kind, heard.Audited.Content!.MissingLeg, heard.After));
        }
    });

    [Fact]
    public Task A_rebuild_under_load_fails_no_search() => WithAsync(async chat =>
    {
        var (isOver, searches) = (false, 0);
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                var hits = await chat.Engine.SearchAsync(new SearchRequest("kettle vinegar", Customers), Cancel);
                Assert.Equal(("kettle.md#0", null), (Assert.Single(hits.Bm25).ChunkId, hits.Missing));
                Assert.Equal(1, (await chat.Engine.CountAsync(["vinegar"], "en", Cancel)).PerWord[0]);
                Interlocked.Increment(ref searches);
            }
        }, Cancel)).ToList();
        for (var i = 0; i < 5; i++) await chat.Follower.RebuildAsync(cancellationToken: Cancel);
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(callers);
        Assert.True(searches > 5, $"Only {searches} searches ran meanwhile.");
    });

    [Fact]
    public Task A_host_whose_cluster_is_down_starts_says_so_and_needs_no_restart_when_it_is_up() =>
        WithAsync(async chat =>
    {
        Assert.Equal(("ok", "ok"), await HealthAsync(chat));
        chat.Line.Set(LineFault.Refuses);
        await chat.RestartAsync();
        Assert.Equal(("degraded", "unavailable"), await HealthAsync(chat));
        Assert.Equal("unavailable", (await chat.AskAsync()).Audited.Record.Kind);
        chat.Mend();
        Assert.Equal(("ok", "ok"), await HealthAsync(chat));
        Assert.Equal("answered", (await chat.AskAsync()).Audited.Record.Kind);
    });

    [Fact]
    public Task People_in_Teams_hear_it_too() => WithAsync(async chat =>
    {
        chat.Line.Set(LineFault.Refuses);
        await using var teams = await TeamsDouble.StartAsync(chat.Clock);
        var conversation = teams.Personal();
        using var person = new Person(chat.Host, teams.ServiceUrl, conversation.Id, conversation.Type);
        await person.AskAsync(ClusterChat.Question, "1");
            for (
                var i = 0;
                !teams.Read(() =>
                    conversation.Messages.Values.Any(message =>
                        message.Text("text").Contains("unavailable right now", StringComparison.Ordinal)));
                i++)
        {
            Assert.True(i < 1000, "Nobody was told.");
            chat.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(4, Cancel);
        }
            Assert.Contains(
                "talk to a person. You can reach our support team",
                Assert.Single(teams.Read(() => conversation.Messages.Values.ToList())).Text("text"),
                StringComparison.Ordinal);
    });

    private static async Task WithAsync(Func<ClusterChat, Task> test)
    {
        await using var chat = new ClusterChat();
        await chat.InitializeAsync();
        await test(chat);
    }

    private static async Task<(string, string)> HealthAsync(ClusterChat chat)
    {
        using var http = new HttpClient();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waits = chat.PassShortWaitsAsync(ended.Token);
        var health = (await http.GetFromJsonAsync<JsonObject>(new Uri(chat.Host.Address, "/health"), Cancel))!;
        await ended.CancelAsync();
        await waits;
        return ((string)health["status"]!, (string)health["search"]!);
    }
}
