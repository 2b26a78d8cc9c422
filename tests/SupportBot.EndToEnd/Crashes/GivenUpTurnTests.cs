using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>A message on which the process dies each time: it must not take the host down for ever.</summary>
public sealed class GivenUpTurnTests : IDisposable
{
    private const string Sorry = "Sorry, something went wrong on my side";

    private static readonly (string, string)[] Settings =
        [("Bot__Development", "true"), ("Search__TrainEmbedding", "false")];

    private readonly TempFolder _folder = new();

    [Fact, Trait("Category", "Full")]
    public async Task A_visitors_message_that_killed_the_host_three_times_is_ended_as_failed_and_the_next_is_answered()
    {
        var visitor = new WebVisitor("ann");
        await KillThreeTimesAsync(visitor, Failpoint.TurnTaken + ":2"); // The first turn is the welcome.
        await using var host = await StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        Assert.True(await visitor.TrySayAsync(http, "m1"));
        Assert.True(await visitor.TrySayAsync(http, "m2"));
        var replies = new Dictionary<string, string>();
        while (!visitor.Taken.Values.All(replies.ContainsKey))
        {
            foreach (var activity in await visitor.ReadAsync(http))
                if (activity["replyToId"] is { } asked)
                    replies[asked.GetValue<string>()] = activity["text"]!.GetValue<string>();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        Assert.StartsWith(Sorry, replies[visitor.Taken["m1"]], StringComparison.Ordinal);
        Assert.DoesNotContain(Sorry, replies[visitor.Taken["m2"]], StringComparison.Ordinal);
        Assert.Contains("is given up", host.Printed, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Full")]
    public async Task A_message_in_Teams_that_killed_the_host_three_times_is_ended_as_failed_and_the_next_is_answered()
    {
        await using var teams = await TeamsLedger.StartAsync();
        var person = new TeamsPerson("cay", "personal", teams);
        await KillThreeTimesAsync(person, Failpoint.TurnTaken);
        await using var host = await StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        Assert.True(await person.TrySayAsync(http, "m1"));
        Assert.True(await person.TrySayAsync(http, "m2"));
        while (teams.Answered.Count < 2) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(["m1", "m2"], teams.Answered);
        Assert.StartsWith(Sorry, teams.Texts.First(), StringComparison.Ordinal);
        Assert.DoesNotContain(Sorry, teams.Texts.Last(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task KillThreeTimesAsync(ISender sender, string failpoint)
    {
        await using (var first = await StartAsync(failpoint))
        {
            using var http = new HttpClient { BaseAddress = first.Address };
            try
            {
                await sender.TrySayAsync(http, "m1");
            }
            catch (Exception e) when (RunningHost.IsGone(e))
            {
                // The host may die before its response is out. The message is kept all the same.
            }
            await CrashTests.WaitForEndAsync(first, failpoint);
        }
        for (var start = 1; start < 3; start++)
        {
            await using var next = await StartAsync(Failpoint.TurnTaken);
            await CrashTests.WaitForEndAsync(next, Failpoint.TurnTaken);
        }
    }

    private Task<RunningHost> StartAsync(string? failpoint = null) =>
        RunningHost.StartInAsync(
            _folder, Site.Handbook, failpoint is null ? Settings : [.. Settings, FailpointSetting.At(failpoint)]);
}
