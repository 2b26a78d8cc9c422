using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Storage;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Storage;

public sealed class LeaseTests
{
    [Fact]
    public async Task One_holds_it_until_it_is_given_back()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        Lease first = Of(knowledge), second = Of(knowledge);
        Assert.True(await first.TryTakeAsync(Cancel));
        Assert.True(await first.TryTakeAsync(Cancel));
        Assert.False(await second.TryTakeAsync(Cancel));
        Assert.True(await Of(knowledge, "other").TryTakeAsync(Cancel));
        await second.ReleaseAsync();
        Assert.False(await second.TryTakeAsync(Cancel));
        await first.ReleaseAsync();
        Assert.True(await second.TryTakeAsync(Cancel));
    }

    [Fact]
    public async Task It_runs_out_where_its_holder_is_gone()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        Assert.True(await Of(knowledge).TryTakeAsync(Cancel));
        knowledge.Time.Advance(Lease.Duration);
        Assert.True(await Of(knowledge).TryTakeAsync(Cancel));
    }

    [Fact]
    public async Task It_is_renewed_while_the_work_goes_on_and_given_back_after_it()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var (work, taken) = (Signal(), Signal());
        var holding = Of(knowledge).HoldAsync(_ => { taken.SetResult(); return work.Task; }, Cancel);
        await taken.Task;
        var longAfter = knowledge.Time.GetUtcNow() + 3 * Lease.Duration;
        while (await ExpiryAsync(knowledge) < longAfter) knowledge.Time.Advance(Lease.Duration / 8);
        Assert.False(
            await new Lease(
                knowledge.Database, "default", "training",
                new FakeTimeProvider(longAfter.AddSeconds(-1))).TryTakeAsync(Cancel));
        work.SetResult();
        Assert.True(await holding);
        Assert.True(await Of(knowledge).TryTakeAsync(Cancel));
    }

    [Fact]
    public async Task Work_that_is_cancelled_holds_it_until_it_has_ended()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var (taken, cancelled, end) = (Signal(), Signal(), Signal());
        using var cancel = new CancellationTokenSource();
        var holding = Of(knowledge).HoldAsync(async token =>
        {
            await using var _ = token.Register(cancelled.SetResult);
            taken.SetResult();
            await end.Task;
        }, cancel.Token);
        await taken.Task;
        await cancel.CancelAsync();
        await cancelled.Task;
        var later = await ExpiryAsync(knowledge) + Lease.Duration;
        while (await ExpiryAsync(knowledge) < later) knowledge.Time.Advance(Lease.Duration / 8);
        Assert.False(holding.IsCompleted);
        Assert.False(
            await new Lease(
                knowledge.Database, "default", "training",
                new FakeTimeProvider(later.AddSeconds(-1))).TryTakeAsync(Cancel));
        end.SetResult();
        await holding;
        Assert.True(await Of(knowledge).TryTakeAsync(Cancel));
    }

    [Fact]
    public async Task Work_ends_when_another_has_taken_it()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var taken = Signal();
        var holding = Of(knowledge)
            .HoldAsync(
                token =>
                {
                    taken.SetResult();
                    return Task.Delay(Timeout.Infinite, token);
                },
                Cancel);
        await taken.Task;
        await knowledge.Database.WriteAsync(
            session => session.ExecuteAsync("UPDATE leases SET holder = 'another', expires_at = 2 * expires_at"),
            Cancel);
        while (!holding.IsCompleted)
        {
            knowledge.Time.Advance(Lease.Duration / 4);
            await ExpiryAsync(knowledge);
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding);
    }

    private static async Task<DateTimeOffset> ExpiryAsync(KnowledgeFixture knowledge) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            await knowledge.Database.ReadAsync(
                session => session.ScalarAsync<long>("SELECT expires_at FROM leases"), Cancel));

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Lease Of(KnowledgeFixture knowledge, string name = "training") =>
        new(knowledge.Database, "default", name, knowledge.Time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
