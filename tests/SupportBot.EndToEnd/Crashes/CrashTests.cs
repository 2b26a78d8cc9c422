using System.Reflection;
using System.Text.RegularExpressions;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>The host is killed where it hurts most, and at random; nothing that it took may be lost or doubled.</summary>
public sealed partial class CrashTests
{
    // A turn that is killed a third time is given up.
    [Theory]
    [InlineData("conversation-started", "message-arrived:2")]
    [InlineData("message-kept:2", "activity-arrived:3")]
    [InlineData("activity-kept:3", "turn-taken:5")]
    [InlineData("write-committing:12", "write-committed:12")]
    [InlineData("reply-announced:3", "answer-made:3")]
    [InlineData("turn-ending:4", "turn-ended:4")]
    [InlineData("turn-shown:4", "delivery-begun:2")]
    [InlineData("delivery-sent:2", "delivery-kept:2")]
    public async Task Killed_at_one_failpoint_and_then_at_another_it_ends_each_message_once(params string[] failpoints)
    {
        await using var crowd = await Crowd.GatherAsync();
        foreach (var failpoint in failpoints)
        {
            await using var doomed = await crowd.StartHostAsync(failpoint);
            await crowd.WriteAsync(doomed, each: 3);
            await WaitForEndAsync(doomed, failpoint);
            await crowd.CheckAuditAsync();
        }
        await RestartAndCheckAsync(crowd);
    }

    [Fact]
    public async Task Killed_while_it_recovers_it_recovers_the_next_time()
    {
        await using var crowd = await Crowd.GatherAsync();
        await using (var doomed = await crowd.StartHostAsync("turn-ended:3"))
        {
            await crowd.WriteAsync(doomed, each: 3);
            await WaitForEndAsync(doomed, "turn-ended:3");
        }
        const string Recovering = "deliveries-recovered";
        await using (var again = await crowd.StartHostAsync(Recovering)) await WaitForEndAsync(again, Recovering);
        await RestartAndCheckAsync(crowd);
    }

    [Fact]
    public void Every_failpoint_of_the_program_has_its_test()
    {
        var tested = typeof(CrashTests).GetMethod(nameof(Killed_at_one_failpoint_and_then_at_another_it_ends_each_message_once))!
            .GetCustomAttributes<InlineDataAttribute>()
            .SelectMany(a => a.Data.Cast<string>()).Select(failpoint => failpoint.Split(':')[0])
            .Append("deliveries-recovered").Append(ErasureTests.Failpoint).Append(Cli.ServeFailureTests.ServiceFailpoint);
        var reached = Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Reached().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(reached.Order(), tested.Order());
    }

    [Fact, Trait("Category", "Full")]
    public async Task Killed_two_hundred_times_at_random_it_ends_each_message_once()
    {
        var random = new Random(20261125);
        await using var crowd = await Crowd.GatherAsync();
        for (var i = 0; i < 200; i++)
        {
            await using var host = await crowd.StartHostAsync();
            var writing = crowd.WriteAsync(host, each: 2);
            await Task.Delay(random.Next(0, 500), TestContext.Current.CancellationToken);
            await host.KillAsync();
            await writing;
        }
        await RestartAndCheckAsync(crowd);
    }

    [Fact]
    public async Task Asked_to_end_it_finishes_what_runs_and_leaves_nothing_open()
    {
        await using var crowd = await Crowd.GatherAsync();
        await using (var host = await crowd.StartHostAsync())
        {
            await crowd.WriteAsync(host, each: 3);
            Assert.Equal(0, await host.TerminateAsync());
        }
        await RestartAndCheckAsync(crowd);
    }

    private static async Task RestartAndCheckAsync(Crowd crowd)
    {
        await using var host = await crowd.StartHostAsync();
        await crowd.WriteAsync(host, each: 1);
        await crowd.SettleAsync(host);
        await crowd.CheckAsync(host);
        await crowd.CheckAuditAsync();
    }

    internal static async Task WaitForEndAsync(RunningHost host, string failpoint)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!host.HasEnded && !patience.IsCancellationRequested) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.True(host.HasEnded, $"The host never came to the failpoint {failpoint}. It printed:\n{host.Printed}");
    }

    [GeneratedRegex("""Failpoint\.Reach\("([a-z-]+)"\)""")]
    private static partial Regex Reached();
}
