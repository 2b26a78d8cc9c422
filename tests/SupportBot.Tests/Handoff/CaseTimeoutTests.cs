using SupportBot.Core.Handoff;
using SupportBot.Tests.Channels;
using static SupportBot.Tests.Channels.Visitor;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Handoff;

/// <summary>What happens when nobody does anything. Each sweep is started by the test.</summary>
public sealed class CaseTimeoutTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timeouts");

    [Fact]
    public async Task A_case_of_an_agent_who_went_offline_goes_back_to_the_queue_and_the_customer_is_told()
    {
        await using var rig = await StartAsync(_folder, [Ana, Ben]);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        await rig.Agents.SetStatusAsync(Ana, AgentStatus.Offline, Cancel);
        await rig.Timeouts.SweepAsync(Cancel);
        Assert.Equal(
            "Ana has passed you back to our team. You are in the queue again, and the next person takes over. "
                + "Somebody will be with you in a moment.",
            Text((await visitor.PollAsync(5))[^1]["text"]));
        var waiting = await rig.CaseAsync(visitor, CaseState.Waiting);
        Assert.Equal((talk.Id, talk.OpenedAt, null), (waiting.Id, waiting.OpenedAt, waiting.AgentId));
        await rig.DoAsync(waiting, new CaseCommand.Claim(Ben));
    }

    [Fact]
    public async Task An_agent_whose_desk_is_silent_for_the_absence_counts_as_offline()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        await rig.TalkToAnaAsync(visitor);
        rig.Host.Clock.Advance(TimeSpan.FromSeconds(60));
        await rig.Agents.SeeAsync(Ana, Cancel);
        rig.Host.Clock.Advance(TimeSpan.FromSeconds(60));
        await rig.Timeouts.SweepAsync(Cancel);
        await rig.CaseAsync(visitor, CaseState.Assigned);
        rig.Host.Clock.Advance(TimeSpan.FromSeconds(60));
        await rig.Timeouts.SweepAsync(Cancel);
        await rig.CaseAsync(visitor, CaseState.Waiting);
    }

    [Fact]
    public async Task A_case_whose_agent_does_not_answer_the_customer_goes_back_to_the_queue()
    {
        await using var rig = await StartAsync(_folder, [Ana, Ben], ("Handoff:AgentAbsenceSeconds", "3600"));
        using var answered = await ArriveAsync(rig.Host);
        using var ignored = await ArriveAsync(rig.Host);
        var first = await rig.TalkToAnaAsync(answered);
        var second = await rig.TalkToAnaAsync(ignored);
        await rig.ReplyAsync(first, Ana, "Hello");
        await rig.ReplyAsync(second, Ana, "Hello");
        rig.Host.Clock.Advance(TimeSpan.FromMinutes(9));
        await ignored.SayAsync("Are you there?");
        await ignored.PollAsync(6);
        await rig.EventAsync(second, CaseEventKind.CustomerWrote);
        rig.Host.Clock.Advance(TimeSpan.FromMinutes(9));
        await rig.Timeouts.SweepAsync(Cancel);
        await rig.CaseAsync(ignored, CaseState.Active);
        rig.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Timeouts.SweepAsync(Cancel);
        await rig.CaseAsync(ignored, CaseState.Waiting);
        // Where the customer has nothing to wait for, the agent keeps the case.
        await rig.CaseAsync(answered, CaseState.Active);
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_told_so_and_the_bot_answers_again()
    {
        await using var rig = await StartAsync(_folder, [Ana], ("Handoff:MaxWaitMinutes", "5"));
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        await rig.CaseAsync(visitor, CaseState.Waiting);
        rig.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await rig.Timeouts.SweepAsync(Cancel);
        await rig.CaseAsync(visitor, CaseState.TimedOut);
        Assert.StartsWith(
            "I am sorry, nobody", Text((await visitor.PollAsync(4))[^1]["text"]), StringComparison.Ordinal);
        await visitor.SayAsync("How do I install it?");
        Assert.StartsWith("Run the", Text((await visitor.PollAsync(6))[^1]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snoozed_case_wakes_at_its_time_or_when_the_customer_writes()
    {
        await using var rig = await StartAsync(_folder, [Ana], ("Handoff:AgentAbsenceSeconds", "3600"));
        using var quiet = await ArriveAsync(rig.Host);
        using var eager = await ArriveAsync(rig.Host);
        var until = ChatHost.Noon.AddMinutes(30);
        foreach (var visitor in new[] { quiet, eager })
            await rig.DoAsync(await rig.TalkToAnaAsync(visitor), new CaseCommand.Snooze(Ana, until));
        await eager.SayAsync("I found it.");
        await rig.CaseAsync(eager, CaseState.Active);
        rig.Host.Clock.Advance(TimeSpan.FromMinutes(29));
        await rig.Timeouts.SweepAsync(Cancel);
        await rig.CaseAsync(quiet, CaseState.Snoozed);
        rig.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Timeouts.SweepAsync(Cancel);
        await rig.CaseAsync(quiet, CaseState.Active);
    }

    [Fact]
    public async Task Free_agents_get_the_backlog_when_they_come_online_up_to_their_capacity()
    {
        await using var rig = await StartAsync(_folder, [Ana], ("Handoff:Assignment", "automatic"));
        await rig.Agents.SetWorkAsync(Ana, 1, [], [], Cancel);
        var visitors = new List<Visitor>();
        for (var i = 0; i < 4; i++)
        {
            visitors.Add(await ArriveAsync(rig.Host));
            await visitors[i].SayAsync("human");
            await rig.CaseAsync(visitors[i], CaseState.Waiting, CaseState.Assigned);
            rig.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await rig.SignInAsync(Ben, AgentStatus.Online, capacity: 2);
        await rig.Timeouts.SweepAsync(Cancel);
        var owners = new List<string?>();
        foreach (var visitor in visitors)
            owners.Add((await rig.CaseAsync(visitor, CaseState.Waiting, CaseState.Assigned)).AgentId);
        Assert.Equal((1, 2), (owners.Count(owner => owner == Ana), owners.Count(owner => owner == Ben)));
        Assert.Null(owners[3]);
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task A_case_goes_to_an_agent_who_has_the_language_and_the_skill()
    {
        await using var rig = await StartAsync(
            _folder, [Ana, Ben], ("Handoff:Assignment", "automatic"), ("Handoff:Skills:0", "people: human"));
        await rig.Agents.SetWorkAsync(Ana, 5, ["people"], ["de"], Cancel);
        await rig.Agents.SetWorkAsync(Ben, 5, ["people"], ["en"], Cancel);
        using var german = await ArriveAsync(rig.Host, locale: "de-DE");
        using var english = await ArriveAsync(rig.Host);
        await german.SayAsync("human", locale: "de-DE");
        await english.SayAsync("human");
        await rig.CaseAsync(german, CaseState.Waiting, CaseState.Assigned);
        await rig.CaseAsync(english, CaseState.Waiting, CaseState.Assigned);
        await rig.Timeouts.SweepAsync(Cancel);
        Assert.Equal(
            (Ana, Ben),
            ((await rig.CaseAsync(german, CaseState.Assigned)).AgentId,
                (await rig.CaseAsync(english, CaseState.Assigned)).AgentId));
        Assert.StartsWith(
            "Ana aus unserem Team", Text((await german.PollAsync(4))[^1]["text"]), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
