using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Core.Knowledge;
using SupportBot.Hosting;
using SupportBot.Knowledge;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Knowledge;

public sealed class IndexFollowingTests
{
    [Fact]
    public async Task While_the_engine_is_down_documents_are_kept_and_the_index_catches_up_when_it_is_back()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var index = knowledge.OpenIndex();
        var engine = new FaultyEngine(index, EngineFault.Down);
        using var follower = new IndexFollower(knowledge.Store, engine, new CurrentEmbedding());
        using var log = new LogLines();
        var clock = new WatchedClock();
        using var following = new IndexFollowing(
            follower, new ServiceSupervisor(clock, NullLogger<ServiceSupervisor>.Instance), clock,
            new Logger<IndexFollowing>(new LoggerFactory([log])));
        knowledge.Write("kettle.md", "# Kettle\n\nIt boils.");
        Assert.Equal(1, (await knowledge.IngestAsync()).Added);

        await following.StartAsync(Cancel);
        double[] waits = [0.3, 0.6, 1.2, 2.4, 4.8, 5, 5];
        foreach (var wait in waits)
            await clock.PassAsync(TimeSpan.FromSeconds(wait), TimeSpan.FromSeconds(wait), Cancel);
        Assert.Contains(FaultyEngine.Reason, Assert.Single(log.Lines), StringComparison.Ordinal);

        await clock.WaitAsync(Cancel);
        Assert.Equal((waits.Length, 0), (engine.Applied, (await index.CountAsync(["boils"], "en", Cancel)).PerWord[0]));
        engine.Fault = EngineFault.None;
        clock.Advance(TimeSpan.FromSeconds(5));
        await clock.WaitAsync(Cancel);
        Assert.Equal(1, (await index.CountAsync(["boils"], "en", Cancel)).PerWord[0]);
        Assert.Equal(2, log.Lines.Count);
        await following.StopAsync(Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
