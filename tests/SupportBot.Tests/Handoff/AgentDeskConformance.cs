using SupportBot.Core.Handoff;
using SupportBot.Tests.Channels;
using static SupportBot.Tests.Channels.Visitor;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Handoff;

/// <summary>What every desk must do, whatever its agents work with.</summary>
public abstract class AgentDeskConformance : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conformance");

    /// <summary>An agent at the desk under test.</summary>
    private protected abstract SeatedAgent Seat(DeskRig rig, string agent);

    private protected virtual Task<DeskRig> OpenAsync(DirectoryInfo folder, string[] agents) =>
        StartAsync(folder, agents);

    [Fact]
    public async Task Of_agents_who_claim_at_the_same_instant_one_gets_the_case_and_the_customer_hears_of_one()
    {
        await using var rig = await OpenAsync(_folder, [Ana, Ben]);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        var waiting = await rig.CaseAsync(visitor, CaseState.Waiting);
        var agents = new[] { Seat(rig, Ana), Seat(rig, Ben) };
        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => agents[i % 2].ClaimAsync(waiting)));
        Assert.Single(won, isWon => isWon);
        await visitor.SayAsync("hello");
        Assert.Equal(5, (await visitor.PollAsync(5)).Count);
    }

    [Fact]
    public async Task Both_sides_read_what_the_other_writes_once_and_in_order()
    {
        await using var rig = await OpenAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var (talk, ana) = await TakeAsync(rig, visitor);
        for (var i = 0; i < 5; i++)
        {
            await visitor.SayAsync($"customer {i}");
            await rig.EventAsync(talk, CaseEventKind.CustomerWrote);
            Assert.True(await ana.ReplyAsync(talk, $"agent {i}"));
        }
        string[] expected = [.. Enumerable.Range(0, 5).SelectMany(i => new[] { $"customer {i}", $"agent {i}" })];
        Assert.Equal(expected, (await visitor.PollAsync(14)).Skip(4).Select(said => Text(said["text"])));
        Assert.Equal(expected, (await ana.ReadAsync(talk)).TakeLast(10));
    }

    [Fact]
    public async Task An_agent_who_was_away_reads_what_was_missed()
    {
        await using var rig = await OpenAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var (talk, ana) = await TakeAsync(rig, visitor);
        await ana.ReadAsync(talk);
        for (var i = 0; i < 3; i++) await visitor.SayAsync($"missed {i}");
        await visitor.PollAsync(7);
        Assert.Equal(
            ["missed 0", "missed 1", "missed 2"], (await Seat(rig, Ana).ReadAsync(talk)).TakeLast(3));
    }

    [Fact]
    public async Task Only_the_owner_writes_and_whoever_takes_over_is_the_owner()
    {
        await using var rig = await OpenAsync(_folder, [Ana, Ben]);
        using var visitor = await ArriveAsync(rig.Host);
        var (talk, ana) = await TakeAsync(rig, visitor);
        var ben = Seat(rig, Ben);
        Assert.False(await ben.ReplyAsync(talk, "Not mine"));
        Assert.True(await ben.DoAsync(talk, new CaseCommand.TakeOver(Ben)));
        Assert.False(await ana.ReplyAsync(talk, "Not mine any more"));
        Assert.True(await ben.ReplyAsync(talk, "Mine"));
        Assert.Equal(
            ["Ana from our team is with you now.", "Ben from our team takes over now.", "Mine"],
            (await visitor.PollAsync(6)).TakeLast(3).Select(said => Text(said["text"])));
    }

    [Fact]
    public async Task What_agents_write_among_themselves_never_reaches_the_customer()
    {
        await using var rig = await OpenAsync(_folder, [Ana, Ben]);
        using var visitor = await ArriveAsync(rig.Host);
        var (talk, _) = await TakeAsync(rig, visitor);
        Assert.True(await Seat(rig, Ben).DoAsync(talk, new CaseCommand.Note(Ben, "the order is lost")));
        await foreach (var page in visitor.PagesAsync())
            Assert.DoesNotContain("order is lost", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_agent_ends_it_the_bot_answers_again_and_the_agent_cannot_write()
    {
        await using var rig = await OpenAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var (talk, ana) = await TakeAsync(rig, visitor);
        Assert.True(await ana.DoAsync(talk, new CaseCommand.Resolve(Ana)));
        Assert.False(await ana.ReplyAsync(talk, "One more thing"));
        await visitor.SayAsync("How do I install it?");
        Assert.StartsWith("Run the", Text((await visitor.PollAsync(7))[^1]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_customer_leaves_the_agent_sees_it_and_cannot_write()
    {
        await using var rig = await OpenAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var (talk, ana) = await TakeAsync(rig, visitor);
        await visitor.SayAsync("/end");
        await rig.EventAsync(talk, CaseEventKind.Left);
        Assert.False(await ana.ReplyAsync(talk, "Are you there?"));
        Assert.Equal(CaseState.Left, (await rig.CaseAsync(visitor, CaseState.Left)).State);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<(SupportCase Talk, SeatedAgent Ana)> TakeAsync(DeskRig rig, Visitor visitor)
    {
        await visitor.SayAsync("human");
        var waiting = await rig.CaseAsync(visitor, CaseState.Waiting);
        var ana = Seat(rig, Ana);
        Assert.True(await ana.ClaimAsync(waiting));
        return (waiting, ana);
    }
}

/// <summary>An agent at a desk. Commands tell whether they were carried out.</summary>
internal abstract class SeatedAgent
{
    public abstract Task<bool> ClaimAsync(SupportCase @case);

    public abstract Task<bool> ReplyAsync(SupportCase @case, string text);

    public abstract Task<bool> DoAsync(SupportCase @case, CaseCommand command);

    /// <summary>The texts of the conversation as the desk shows them, oldest first.</summary>
    public abstract Task<IReadOnlyList<string>> ReadAsync(SupportCase @case);
}
