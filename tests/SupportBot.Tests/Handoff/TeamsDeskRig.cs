using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Handoff;
using SupportBot.Desks.Teams;
using SupportBot.Tests.Channels;
using SupportBot.Tests.Channels.Teams;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.Tests.Handoff;

/// <summary>The product with a desk in a channel of a Teams that keeps its rules.</summary>
internal sealed partial class TeamsDeskRig : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _ends = new();
    private readonly DirectoryInfo _folder;
    private readonly (string Name, string Value)[] _settings;

    private TeamsDeskRig(DirectoryInfo folder, TeamsDouble teams, FakeTimeProvider clock, (string, string)[] settings)
    {
        (_folder, Teams, Clock, Channel) = (folder, teams, clock, teams.DeskChannel());
        Channel.AddMember("29:ana", "Ana", DeskRig.Ana);
        Channel.AddMember("29:ben", "Ben", DeskRig.Ben);
        _settings =
        [
            Person.Development, ("TeamsDesk:ChannelId", Channel.Id), ("TeamsDesk:ServiceUrl", teams.ServiceUrl),
            .. settings,
        ];
    }

    /// <summary>How many times as fast the host's time passes.</summary>
    public double PaceOfTime { get; set; } = 10;

    public TeamsDouble Teams { get; }

    public FakeTimeProvider Clock { get; }

    public TeamsDeskChannel Channel { get; }

    public DeskRig Desk { get; private set; } = null!;

    public DeskThreadStore Threads => Desk.Host.Services.GetRequiredService<DeskThreadStore>();

    public static async Task<TeamsDeskRig> StartAsync(
        DirectoryInfo folder, string[] agents, params (string Name, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(ChatHost.Noon);
        var rig = new TeamsDeskRig(folder, await TeamsDouble.StartAsync(clock), clock, settings);
        rig.Desk = await DeskRig.StartAsync(folder, clock, agents, rig._settings);
        _ = rig.PassTimeAsync();
        return rig;
    }

    /// <summary>Ana, Ben, or somebody who is not in the team.</summary>
    public ThreadMember Agent(string id)
    {
        var known = Teams.Read(() => Channel.Members.Find(member => member.Text("aadObjectId") == id));
        var member = known ?? new JsonObject { ["id"] = $"29:{id}", ["name"] = id, ["aadObjectId"] = id };
        return new ThreadMember(this, new TeamsAgent(Desk.Host.Address, Teams, Channel, member));
    }

    /// <summary>The host crashes, and another takes its place.</summary>
    public async Task CrashAsync()
    {
        Desk.Host.Abandon();
        await Desk.DisposeAsync();
        Desk = await DeskRig.StartAsync(_folder, Clock, [], _settings);
    }

    /// <summary>A visitor who waits for a person, with the thread of the case.</summary>
    public async Task<(Visitor Visitor, SupportCase Case, string Thread)> AskAsync()
    {
        var visitor = await Visitor.ArriveAsync(Desk.Host);
        await visitor.SayAsync("human");
        return await FollowAsync(visitor);
    }

    /// <summary>The case and the thread of a visitor who has asked for a person.</summary>
    public async Task<(Visitor Visitor, SupportCase Case, string Thread)> FollowAsync(Visitor visitor)
    {
        var waiting = await Desk.CaseAsync(visitor, CaseState.Waiting);
        return (visitor, waiting, await ThreadAsync(waiting));
    }

    /// <summary>Waits until the case has a thread. Returns its id.</summary>
    public async Task<string> ThreadAsync(SupportCase @case)
    {
        string? id = null;
        await UntilAsync(async () => (id = (await Threads.FindAsync(@case.Id, Cancel))?.ThreadId) is not null);
        return id!;
    }

    /// <summary>Waits until the thread and its card show all that happened.</summary>
    public Task ShownAsync(SupportCase @case) => UntilAsync(async () =>
        await Threads.FindAsync(@case.Id, Cancel) is { } thread
        && thread.Sequence >= (await Desk.Cases.EventsAsync(0, @case.Id, 500, Cancel))[^1].Sequence
        && (await Threads.EntriesAsync(@case.ConversationId, thread.Shown, long.MaxValue, 9, Cancel)).Count == 0
        && await Desk.Host.Services.GetRequiredService<ThreadCards>().FindAsync(@case.Id, Cancel) is { } card
        && TeamsDeskCard.HashOf(card.Content()) == thread.Card);

    /// <summary>The card of a thread as it stands.</summary>
    public string Card(string thread) => Teams.Read(() =>
        MessagesIn(thread)[0]["attachments"]![0]!["content"]!.ToJsonString());

    /// <summary>What people read in a thread below its card, without who wrote it, oldest first.</summary>
    public IReadOnlyList<string> Texts(string thread) => Teams.Read<IReadOnlyList<string>>(() =>
    [
        .. MessagesIn(thread).Skip(1).SelectMany(message => message.Text("text").Split("<br><br>"))
            .Select(text => WebUtility.HtmlDecode(Author().Replace(text, ""))),
    ]);

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo()) await Task.Delay(Pause, Cancel);
    }

    public static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    public Task PassAsync(TimeSpan time)
    {
        var until = Clock.GetUtcNow() + time;
        return UntilAsync(() => Clock.GetUtcNow() >= until);
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Teams.DisposeAsync();
        await _ends.CancelAsync();
        _ends.Dispose();
    }

    private async Task PassTimeAsync()
    {
        for (var last = TimeProvider.System.GetTimestamp(); !_ends.IsCancellationRequested;)
        {
            await Task.Delay(Pause, CancellationToken.None);
            var now = TimeProvider.System.GetTimestamp();
            Clock.Advance(TimeProvider.System.GetElapsedTime(last, now) * PaceOfTime);
            last = now;
        }
    }

    private List<JsonObject> MessagesIn(string thread) =>
        [.. Channel.Threads.Single(each => each.Id == thread).Messages.Values];

    [GeneratedRegex("^(<at>[^<]*</at> )?(<b>[^<]*</b> )?")]
    private static partial Regex Author();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
