using SupportBot.Core.Audit;

namespace SupportBot.Tests.Audit;

public sealed class ErasureTests
{
    [Fact]
    public async Task What_was_erased_leaves_a_tombstone_and_a_chain_that_is_whole()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.SealAsync(5);
        Assert.Equal(1, await talk.Erasure.EraseAsync(["c1"], "asked for by the visitor", Cancel));
        Assert.Equal(0, await talk.Erasure.EraseAsync(["c1"], "asked again", Cancel));
        var verdict = await talk.VerifyAsync();
        Assert.Empty(verdict.Faults);
        Assert.Equal(3, verdict.Erased);

        var tombstone = Assert.Single(await talk.Store.ListAsync(new AuditFilter(Conversation: "c1"), 1, Cancel));
        Assert.Equal(
            (talk.Knowledge.Time.GetUtcNow().ToUnixTimeMilliseconds(), "asked for by the visitor"),
            (tombstone.ErasedAtMs, tombstone.ErasedReason));
        Assert.Null((await talk.Store.FindAsync(tombstone.Id, Cancel))!.Content);
        Assert.All(
            await talk.Store.ListAsync(new AuditFilter(Conversation: "c2"), 9, Cancel),
            record => Assert.Null(record.ErasedAtMs));
    }

    [Fact]
    public async Task What_is_erased_before_it_is_sealed_is_sealed_all_the_same()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.AnswerAsync("c1", "How do I descale it?");
        await talk.Erasure.EraseAsync(["c1"], "asked for", Cancel);
        Assert.Equal(1, await talk.Sealer.SealAsync(Cancel));
        Assert.Empty((await talk.VerifyAsync()).Faults);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
