using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class SendBudgetTests
{
    private const int Conversations = 500;

    private const int Callers = 8;

    [Fact]
    public async Task Callers_who_come_at_once_share_one_budget()
    {
        using var budget = new SendBudget(new FakeTimeProvider());
        using var start = new Barrier(Callers);
        var taken = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Factory.StartNew(
            () => TakeAtOnce(budget, start), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        for (var i = 0; i < Conversations; i++) Assert.Equal(3, taken.Count(ofOne => ofOne[i]));
    }

    [Fact]
    public async Task A_wait_of_less_than_a_millisecond_is_no_busy_loop()
    {
        var clock = new FakeTimeProvider();
        using var budget = new SendBudget(clock);
        var activity = In("a:1");
        for (var i = 0; i < 7; i++) (await budget.TakeAsync(activity, Cancel)).Dispose();
        clock.Advance(TimeSpan.FromMilliseconds(999.5));
        var taking = Task.Run(() => new[] { budget.TakeAsync(activity, Cancel) }, Cancel);
        var taken = (await taking.WaitAsync(TimeSpan.FromSeconds(30), Cancel))[0];
        Assert.False(taken.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(2));
        await taken.WaitAsync(Cancel);
    }

    [Fact]
    public async Task A_request_counts_from_its_answer_on()
    {
        var clock = new FakeTimeProvider();
        using var budget = new SendBudget(clock);
        var activity = In("a:1");
        var sends = new List<IDisposable>();
        for (var i = 0; i < 7; i++) sends.Add(await budget.TakeAsync(activity, Cancel));
        var taken = budget.TakeAsync(activity, Cancel);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(taken.IsCompleted);
        foreach (var send in sends) send.Dispose();
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(taken.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        await taken.WaitAsync(Cancel);
    }

    private static bool[] TakeAtOnce(SendBudget budget, Barrier start)
    {
        var taken = new bool[Conversations];
        for (var i = 0; i < Conversations; i++)
        {
            var activity = In($"a:{i}");
            start.SignalAndWait();
            taken[i] = budget.TryTake(activity) is not null;
        }
        return taken;
    }

    private static Activity In(string conversation) => new()
    {
        ChannelId = "msteams", Conversation = new ConversationAccount { Id = conversation },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
