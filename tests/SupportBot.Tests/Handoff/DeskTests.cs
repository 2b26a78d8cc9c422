using SupportBot.Core.Handoff;
using static SupportBot.Tests.Channels.Visitor;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Handoff;

/// <summary>What agents do, several at a time.</summary>
public sealed class DeskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("desk");

    [Fact]
    public async Task A_reply_that_is_sent_again_after_a_lost_connection_reaches_the_customer_once()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        var results = new List<CaseResult>();
        for (var i = 0; i < 3; i++)
            results.Add(await rig.Desk.ReplyAsync(talk.Id, Ana, "Hello", 99, "same", Cancel));
        Assert.IsType<CaseResult.Done>(results[0]);
        Assert.All(results.Skip(1), result => Assert.IsType<CaseResult.Duplicate>(result));
        await visitor.SayAsync("thanks");
        Assert.Equal(1, (await visitor.PollAsync(6)).Count(said => Text(said["text"]) == "Hello"));
    }

    [Fact]
    public async Task A_reply_is_stopped_where_an_agent_has_written_since_the_sender_looked()
    {
        await using var rig = await StartAsync(_folder, [Ana, Ben]);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        var seen = (await rig.Cases.EventsAsync(0, talk.Id, 9, Cancel))[^1].Number;
        await rig.ReplyAsync(talk, Ana, "From my phone");
        var refused = Assert.IsType<CaseResult.Refused>(
            await rig.Desk.ReplyAsync(talk.Id, Ana, "From my desk", seen, "b", Cancel));
        Assert.Equal(CaseRefusal.Collision, refused.Reason);
        await rig.ReplyAsync(talk, Ana, "From my desk, having looked");

        await rig.DoAsync(talk, new CaseCommand.TakeOver(Ben));
        var late = Assert.IsType<CaseResult.Refused>(
            await rig.Desk.ReplyAsync(talk.Id, Ana, "Too late", 99, "c", Cancel));
        Assert.Equal((CaseRefusal.NotOwner, Ben), (late.Reason, late.Current!.AgentId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_agent_who_takes_a_case_while_offline_is_online_and_keeps_it(bool isTakeOver)
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        await rig.SignInAsync(Ben, AgentStatus.Offline);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        var talk = await rig.CaseAsync(visitor, CaseState.Waiting);
        if (isTakeOver) await rig.DoAsync(talk, new CaseCommand.Claim(Ana));
        await rig.DoAsync(talk, isTakeOver ? new CaseCommand.TakeOver(Ben) : new CaseCommand.Claim(Ben));
        await rig.Timeouts.SweepAsync(Cancel);
        Assert.Equal(Ben, (await rig.CaseAsync(visitor, CaseState.Assigned)).AgentId);
        Assert.Equal(AgentStatus.Online, (await rig.Agents.FindAsync(Ben, Cancel))!.Status);
    }

    [Fact]
    public async Task A_case_is_not_given_to_a_colleague_who_is_offline()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        await rig.SignInAsync(Ben, AgentStatus.Offline);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        var refused = Assert.IsType<CaseResult.Refused>(
            await rig.Desk.ExecuteAsync(talk.Id, new CaseCommand.Transfer(Ana, Ben), Cancel));
        Assert.Equal((CaseRefusal.Absent, Ana), (refused.Reason, refused.Current!.AgentId));
    }

    [Fact]
    public async Task Two_who_write_at_the_same_instant_are_both_read_once_and_in_one_order()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        var writes = Enumerable.Range(0, 20).SelectMany(i => new Task[]
        {
            visitor.SayAsync($"customer {i}"),
            rig.Desk.ReplyAsync(talk.Id, Ana, $"agent {i}", long.MaxValue, $"a{i}", Cancel),
        });
        await Task.WhenAll(writes);
        var log = await visitor.PollAsync(44);
        var again = await visitor.PollAsync(44);
        Assert.Equal(log.Select(each => Text(each["id"])), again.Select(each => Text(each["id"])));
        Assert.Equal(
            Enumerable.Range(0, 20).SelectMany(i => new[] { $"agent {i}", $"customer {i}" }).Order(),
            log.Skip(4).Select(each => Text(each["text"])).Order());
    }

    [Fact]
    public async Task A_transfer_names_the_next_person_and_to_the_queue_the_place()
    {
        await using var rig = await StartAsync(_folder, [Ana, Ben]);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        await rig.DoAsync(talk, new CaseCommand.Transfer(Ana, Ben));
        Assert.Equal("Ben from our team takes over now.", Text((await visitor.PollAsync(5))[^1]["text"]));
        await rig.DoAsync(talk, new CaseCommand.Transfer(Ben, null));
        var queued = (await visitor.PollAsync(6))[^1];
        Assert.StartsWith("Ben has passed you back to our team.", Text(queued["text"]), StringComparison.Ordinal);
        Assert.Equal(["Leave the queue"], Buttons(queued));
    }

    [Fact]
    public async Task A_desk_that_was_away_reads_every_event_after_its_cursor_once_and_in_order()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        var cursor = await rig.Cases.LastSequenceAsync(Cancel);
        var told = new List<string>();
        using (rig.Feed.Subscribe(told.Add, (_, _) => { }))
            await rig.ReplyAsync(talk, Ana, "One");
        Assert.Equal([visitor.Conversation], told);
        await rig.ReplyAsync(talk, Ana, "Two");
        await rig.DoAsync(talk, new CaseCommand.Resolve(Ana));
        var missed = await rig.Cases.EventsAsync(cursor, null, 500, Cancel);
        Assert.Equal(
            [CaseEventKind.Replied, CaseEventKind.Replied, CaseEventKind.Resolved], missed.Select(each => each.Kind));
        Assert.Empty(await rig.Cases.EventsAsync(missed[^1].Sequence, null, 500, Cancel));
    }

    [Fact]
    public async Task Replies_and_notes_have_limits_that_are_checked_first()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        await Assert.ThrowsAsync<ArgumentException>(
            () => rig.Desk.ReplyAsync("none", Ana, new string('x', 8001), 0, "a", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => rig.Desk.ReplyAsync("none", Ana, " ", 0, "a", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(
            () => rig.Desk.ExecuteAsync("none", new CaseCommand.Note(Ana, new string('x', 4001)), Cancel));
        Assert.Equal(
            CaseRefusal.NotFound,
            Assert.IsType<CaseResult.Refused>(
                await rig.Desk.ExecuteAsync("none", new CaseCommand.Claim(Ana), Cancel)).Reason);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
