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

    private static bool[] TakeAtOnce(SendBudget budget, Barrier start)
    {
        var taken = new bool[Conversations];
        for (var i = 0; i < Conversations; i++)
        {
            var activity = new Activity
            {
                ChannelId = "msteams",
                Conversation = new ConversationAccount { Id = $"a:{i}" },
            };
            start.SignalAndWait();
            taken[i] = budget.TryTake(activity);
        }
        return taken;
    }
}
