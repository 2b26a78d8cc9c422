using System.Reflection;
using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>
/// The host is killed where it hurts most, and at random; nothing that it took may be lost or doubled.
/// </summary>
public sealed class CrashTests
{
    // A turn that is killed a third time is given up.
    [Theory]
    [InlineData(Failpoint.MessageKept + ":2", Failpoint.ActivityArrived + ":3")]
    public Task Killed_at_one_failpoint_and_then_at_another_it_ends_each_message_once(params string[] failpoints) =>
        KillAsync(failpoints);

    [Theory, Trait("Category", "Full")]
    [InlineData(Failpoint.ConversationStarted, Failpoint.MessageArrived + ":2")]
    [InlineData(Failpoint.WriteCommitting + ":12", Failpoint.WriteCommitted + ":12")]
    [InlineData(Failpoint.TurnEnding + ":4", Failpoint.TurnEnded + ":4")]
    [InlineData(Failpoint.ActivityKept + ":3", Failpoint.TurnTaken + ":5")]
    [InlineData(Failpoint.ReplyAnnounced + ":3", Failpoint.AnswerMade + ":3")]
    [InlineData(Failpoint.TurnShown + ":4", Failpoint.DeliveryBegun + ":2")]
    [InlineData(Failpoint.DeliverySent + ":2", Failpoint.DeliveryKept + ":2")]
    public Task Killed_between_them_it_ends_each_message_once_too(params string[] failpoints) => KillAsync(failpoints);

    private static async Task KillAsync(string[] failpoints)
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
        await using (var doomed = await crowd.StartHostAsync(Failpoint.TurnEnded + ":3"))
        {
            await crowd.WriteAsync(doomed, each: 3);
            await WaitForEndAsync(doomed, Failpoint.TurnEnded + ":3");
        }
        await using (var again = await crowd.StartHostAsync(Failpoint.DeliveriesRecovered))
            await WaitForEndAsync(again, Failpoint.DeliveriesRecovered);
        await RestartAndCheckAsync(crowd);
    }

    [Fact]
    public void Every_failpoint_has_its_test()
    {
        var tested = typeof(CrashTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>())
            .SelectMany(a => a.Data.Cast<string>()).Select(failpoint => failpoint.Split(':')[0])
            .Append(Failpoint.DeliveriesRecovered).Concat(HandoffCrashTests.Places)
            .Concat(TeamsDeskCrashTests.Places).Append(ErasureTests.Place).Append(Cli.ServeFailureTests.ServicePlace);
        var all = typeof(Failpoint)
            .GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(all.Order(), tested.Order());
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
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!host.HasEnded && !timeout.IsCancellationRequested)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.True(host.HasEnded, $"The host never came to the failpoint {failpoint}. It printed:\n{host.Printed}");
    }
}
