using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class SendBudgetTests
{
    [Fact]
    public async Task Callers_who_come_at_once_share_one_budget()
    {
        using var budget = new SendBudget(new FakeTimeProvider());
        for (var i = 0; i < 500; i++)
        {
            var activity = new Activity
            {
                ChannelId = "msteams",
                Conversation = new ConversationAccount { Id = $"a:{i}" },
            };
            using var start = new Barrier(8);
            var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                return budget.TryTake(activity);
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            Assert.Equal(3, taken.Count(isTaken => isTaken));
        }
    }
}
