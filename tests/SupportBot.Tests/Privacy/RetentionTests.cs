using SupportBot.Core.Audit;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Privacy;
using SupportBot.Core.Storage;
using SupportBot.Tests.Audit;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Privacy;

public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly RetentionRules Rules = new(
        TimeSpan.FromDays(90), TimeSpan.FromDays(365), TimeSpan.FromDays(730), TimeSpan.FromDays(180));

    private AuditedTalk _talk = null!;

    public async ValueTask InitializeAsync() => _talk = await AuditedTalk.BeginAsync();

    public ValueTask DisposeAsync() => _talk.DisposeAsync();

    [Fact]
    public async Task Messages_leave_after_their_days_one_by_one_and_younger_ones_of_the_same_conversation_stay()
    {
        for (var i = 0; i < 50; i++) await _talk.AnswerAsync("years", $"Old {i}?");
        Pass(89);
        Assert.False((await PruneAsync(Rules))!.IsAny);
        await _talk.AnswerAsync("years", "Young?");
        Pass(2);

        Assert.Equal(new Pruned(100, 0, 0, 0, 0), await PruneAsync(Rules));
        Assert.Equal(("years", 2), await LeftAsync());
        Assert.Equal(["Young?"], await QueryAsync<string>("SELECT question FROM reply"));
        Assert.False((await PruneAsync(Rules))!.IsAny);
    }

    [Fact]
    public async Task What_a_reply_rested_on_can_be_shown_for_a_year_and_is_found_and_erased_by_its_visitor()
    {
        await _talk.AnswerAsync("c1", "How do I descale it?");
        await _talk.Sealer.SealAsync(Cancel);
        Pass(300);
        await PruneAsync(Rules);

        var record = Assert.Single(await _talk.Store.ListAsync(new AuditFilter(), 9, Cancel));
        Assert.Equal("How do I descale it?", (await _talk.Store.FindAsync(record.Id, Cancel))!.Content!.Question);
        var kept = new ConversationArchive(Database, "default");
        Assert.Equal(
            ("c1", 0L),
            Assert.Single(await kept.ListAsync("u1", text: null, 9, Cancel)) is var found
                ? (found.Id, found.Activities)
                : default);

        Pass(66);
        Assert.Equal(new Pruned(0, 1, 0, 0, 0), await PruneAsync(Rules));
        var tombstone = (await _talk.Store.FindAsync(record.Id, Cancel))!;
        Assert.Equal((null, "its time was over"), (tombstone.Content, tombstone.Record.ErasedReason));
        Assert.Empty((await _talk.VerifyAsync()).Faults);
        Assert.Empty(await kept.ListAsync("u1", text: null, 9, Cancel));
        Assert.Empty(await QueryAsync<string>("SELECT conversation_id FROM turn"));
    }

    [Fact]
    public async Task A_superseded_version_stays_as_long_as_a_record_names_it()
    {
        await _talk.AnswerAsync("c1", "First?");
        for (var i = 0; i < 3; i++)
            await _talk.Knowledge.Store.ApplyAsync("test", [Some.Document("kettle.md", $"Edition {i}.")], [], Cancel);
        var first = (await QueryAsync<long>("SELECT version FROM audited_version"))[0];
        Pass(365);
        await PruneAsync(Rules);
        Assert.Contains(first, await QueryAsync<long>("SELECT version FROM document_versions"));

        Pass(2);
        Assert.Equal(1, (await PruneAsync(Rules))!.Versions);
        Assert.DoesNotContain(first, await QueryAsync<long>("SELECT version FROM document_versions"));
        Assert.DoesNotContain(first, await QueryAsync<long>("SELECT version FROM chunks"));
        Assert.Equal("Edition 2.", (await _talk.Knowledge.ChunksAsync())[0].Text);
    }

    [Fact]
    public async Task A_version_that_is_live_stays_though_no_record_names_it_any_more()
    {
        await _talk.AnswerAsync("c1", "First?");
        Pass(400);
        Assert.Equal((1, 0), await PruneAsync(Rules) is { } pruned ? (pruned.AuditContents, pruned.Versions) : default);
        Assert.Equal(2, (await _talk.Knowledge.ChunksAsync()).Count);
    }

    [Fact]
    public async Task A_version_that_is_named_again_and_again_stays()
    {
        for (var i = 0; i < 3; i++)
        {
            await _talk.AnswerAsync("c1", "Again?");
            Pass(300);
        }
        Assert.Equal((2, 0), await PruneAsync(Rules) is { } pruned ? (pruned.AuditContents, pruned.Versions) : default);
    }

    [Fact]
    public async Task Vectors_leave_when_nobody_wants_them_and_usage_when_its_years_are_over()
    {
        var cache = new VectorCache(Database, "default", "model", _talk.Knowledge.Time);
        await cache.SaveAsync(
            [KeyValuePair.Create("wanted", new float[] { 1 }), KeyValuePair.Create("unwanted", new float[] { 2 })],
            Cancel);
        await _talk.TamperAsync(
            "INSERT INTO usage (brand, day, model, calls, prompt_tokens, completion_tokens, cost) VALUES ('default', "
                + "'2024-11-23', 'm', 1, 1, 1, 1), ('default', '2026-11-24', 'm', 1, 1, 1, 1)");
        Pass(100);
        await cache.ReadAsync(["wanted"], Cancel);
        Pass(100);

        Assert.Equal(new Pruned(0, 0, 0, 1, 1), await PruneAsync(Rules));
        Assert.Equal(["wanted"], (await cache.ReadAsync(["wanted", "unwanted"], Cancel)).Keys);
    }

    [Fact]
    public async Task Without_a_limit_everything_stays_and_is_counted()
    {
        await _talk.AnswerAsync("c1", "First?");
        Pass(10_000);
        Assert.False((await PruneAsync(new RetentionRules(null, null, null, null)))!.IsAny);
        var kept = await new RetentionCounts(Database, "default", Rules with { Audit = null }, _talk.Knowledge.Time)
            .CountAsync(Cancel);
        Assert.Equal(new RetentionCount("activities", 90, 2, 2), kept[0]);
        Assert.Equal(new RetentionCount("audit contents", null, 1, 0), kept[1]);
    }

    [Fact]
    public async Task One_process_at_a_time_does_it()
    {
        var other = new Lease(Database, "default", "retention", _talk.Knowledge.Time);
        Assert.True(await other.TryTakeAsync(Cancel));
        Assert.Null(await PruneAsync(Rules));
        await other.ReleaseAsync();
        Assert.NotNull(await PruneAsync(Rules));
    }

    private Database Database => _talk.Knowledge.Database;

    private void Pass(int days) => _talk.Knowledge.Time.Advance(TimeSpan.FromDays(days));

    /// <summary>Lets time pass while it works, since it pauses.</summary>
    private async Task<Pruned?> PruneAsync(RetentionRules rules)
    {
        var pruning = new Pruner(Database, "default", rules, _talk.Knowledge.Time).PruneAsync(Cancel);
        while (await Task.WhenAny(pruning, Task.Delay(1, Cancel)) != pruning)
            _talk.Knowledge.Time.Advance(Pruner.Pause);
        return await pruning;
    }

    private async Task<(string Conversation, long Activities)> LeftAsync() =>
        Assert.Single(
            await QueryAsync<(string, long)>("SELECT conversation_id, COUNT(*) FROM activity GROUP BY conversation_id")
        );

    private Task<IReadOnlyList<T>> QueryAsync<T>(string sql) =>
        Database.ReadAsync(session => session.QueryAsync<T>(sql), Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
