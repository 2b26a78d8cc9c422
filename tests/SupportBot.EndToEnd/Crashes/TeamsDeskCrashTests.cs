using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>
/// Customers in the web chat and an agent in a channel of Teams talk while the host is killed under them. Nothing that
/// anybody said may be repeated, or be missing without a word.
/// </summary>
public sealed class TeamsDeskCrashTests
{
    private const string Ask = "ask";
    private const string Claim = "claim";
    private const string Write = "write";
    private const string Say = "say";
    private const string Next = "next";

    internal static IReadOnlyList<string> Places { get; } = [Failpoint.DeskSending, Failpoint.DeskSent];

    // Turns are the welcome, the request, the claim and the agent's message, but nothing that a customer writes to a
    // person. Cases are changed by the claim and then by the agent's message.
    [Theory, Trait("Category", "Full")]
    [InlineData(Failpoint.DeskSending, Ask, 1)]
    [InlineData(Failpoint.DeskSent, Ask, 2)]
    [InlineData(Failpoint.DeskSending + ":2", Write, 1)]
    [InlineData(Failpoint.DeskSent + ":2", Write, 1)]
    [InlineData(Failpoint.TurnEnding + ":4", Say, 1)]
    [InlineData(Failpoint.TurnEnded + ":4", Say, 1)]
    [InlineData(Failpoint.CaseChanging + ":2", Say, 1)]
    [InlineData(Failpoint.CaseChanged + ":2", Say, 1)]
    public async Task Killed_where_it_hurts_most_it_repeats_nothing_and_names_what_may_be_missing(
        string failpoint, string step, int cards)
    {
        await using var desk = await DeskOfCrashes.OpenAsync();
        var talk = new DeskTalk(desk, "cay");
        var steps = new Queue<(string Name, Func<RunningHost, Task<bool>> TryAsync)>(
        [
            (Ask, talk.AskAsync), (Claim, talk.ClaimAsync),
            (Write, talk.WriteAsync), (Write, _ => talk.IsShownAsync()), (Say, talk.SayAsync), (Say, talk.IsHeardAsync),
            (Next, talk.WriteAsync), ("", _ => talk.IsShownAsync()), ("", talk.SayAsync), ("", talk.IsHeardAsync),
        ]);
        await using (var doomed = await desk.StartHostAsync(failpoint))
        {
            while (steps.TryPeek(out var next) && await TryAsync(doomed, next.TryAsync)) steps.Dequeue();
            await CrashTests.WaitForEndAsync(doomed, failpoint);
            // What a turn did may have been seen before the host ended with it.
            var isSeen = failpoint.StartsWith(Failpoint.TurnEnded, StringComparison.Ordinal);
            Assert.Contains(steps.Peek().Name, isSeen ? [step, Next] : (string[])[step]);
        }
        await using var host = await desk.StartHostAsync();
        while (steps.TryDequeue(out var next)) Assert.True(await TryAsync(host, next.TryAsync), host.Printed);
        Assert.EndsWith($" {cards} cards", Print(await talk.CheckAsync(host)), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Full")]
    public async Task Killed_sixty_times_at_random_it_repeats_nothing_and_names_what_may_be_missing()
    {
        var random = new Random(20261130);
        await using var desk = await DeskOfCrashes.OpenAsync();
        var talks = Enumerable.Range(0, 3).Select(i => new DeskTalk(desk, $"customer{i}")).ToList();
        for (var i = 0; i < 60; i++)
        {
            await using var host = await desk.StartHostAsync();
            var talking = Task.WhenAll(talks.SelectMany(talk => (Task[])
            [
                GoOnAsync(host, async to => await talk.AskAsync(to) && await talk.WriteAsync(to)),
                GoOnAsync(host, async to => await talk.ClaimAsync(to) && await talk.SayAsync(to)),
            ]));
            await Task.Delay(random.Next(0, 500), TestContext.Current.CancellationToken);
            await host.KillAsync();
            await talking;
        }
        await using var last = await desk.StartHostAsync();
        foreach (var talk in talks)
        {
            foreach (var step in (Func<RunningHost, Task<bool>>[])
                [talk.AskAsync, talk.ClaimAsync, talk.WriteAsync, talk.SayAsync])
                Assert.True(await TryAsync(last, step), $"{step.Method.Name}: {last.Printed}");
            Print(await talk.CheckAsync(last));
        }
    }

    /// <summary>Does something until it is done.</summary>
    /// <returns>False if the host ended before, or it took too long.</returns>
    private static async Task<bool> TryAsync(RunningHost host, Func<RunningHost, Task<bool>> step)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!host.HasEnded && !patience.IsCancellationRequested)
        {
            if (await IsDoneAsync(host, step)) return true;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        return false;
    }

    /// <summary>Does something again and again until the host ends.</summary>
    private static async Task GoOnAsync(RunningHost host, Func<RunningHost, Task<bool>> step)
    {
        while (!host.HasEnded)
        {
            await IsDoneAsync(host, step);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> IsDoneAsync(RunningHost host, Func<RunningHost, Task<bool>> step)
    {
        try
        {
            return await step(host);
        }
        catch (Exception e) when (RunningHost.IsGone(e))
        {
            return false; // What was not taken is sent again to the next host.
        }
    }

    private static string Print(string counts)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        return counts;
    }
}
