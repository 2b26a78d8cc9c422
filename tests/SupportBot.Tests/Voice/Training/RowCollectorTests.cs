using SupportBot.Core.Knowledge;
using SupportBot.Core.Voice.Training;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Voice.Training;

public sealed class RowCollectorTests : IAsyncLifetime
{
    private Talks _talks = null!;

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync();

    public ValueTask DisposeAsync() => _talks.DisposeAsync();

    [Fact]
    public async Task An_answer_with_a_thumb_up_becomes_a_proposed_row_with_its_passage_and_lineage()
    {
        await _talks.ThumbAsync("c1", await _talks.AskAsync("c1", "How do I descale it?"), up: true);
        var collected = await _talks.CollectAsync();
        Assert.Equal((1, 1, 0), (collected.Considered, collected.Added, collected.Known));

        var row = Assert.Single(await _talks.Rows.ListAsync(RowState.Proposed, cancellationToken: Cancel));
        Assert.Equal(
            (RowOrigin.Rated, "How do I descale it? (kettle)", "Pour in vinegar. [1]"),
            (row.Origin, row.Question, row.Answer));
        Assert.Equal([("kettle.md", "Pour in vinegar.")], row.Sources.Select(source => (source.Page, source.Text)));
        Assert.Equal(("c1", null), (row.Lineage!.ConversationId, row.Lineage.CaseId));
        Assert.Equal(32, row.Lineage.AuditId!.Length);

        Assert.Equal((0, 1), (await _talks.CollectAsync()) is var again ? (again.Added, again.Known) : default);
    }

    [Fact]
    public async Task An_answer_that_somebody_disliked_is_not_taken()
    {
        var reply = await _talks.AskAsync("c1", "How do I descale it?");
        await _talks.ThumbAsync("c1", reply, up: true, "anna");
        await _talks.ThumbAsync("c1", reply, up: false, "ben");
        Assert.Equal(0, (await _talks.CollectAsync()).Considered);
    }

    [Fact]
    public async Task Nothing_is_taken_that_rests_on_a_document_that_is_internal_now_or_gone()
    {
        await _talks.ThumbAsync("c1", await _talks.AskAsync("c1", "How do I descale it?"), up: true);
        var kettle = Some.Document("kettle.md", "Pour in vinegar.", "Wait an hour.");
        await _talks.Talk.Knowledge.Store.ApplyAsync(
            "test", [Chunker.Split(kettle.Document with { Audience = Audience.Internal })], [], Cancel);
        Assert.Equal([LeftOutReason.Internal], (await _talks.CollectAsync()).LeftOut.Keys);
        await _talks.Talk.Knowledge.Store.ApplyAsync("test", [], ["kettle.md"], Cancel);
        Assert.Equal([LeftOutReason.Withdrawn], (await _talks.CollectAsync()).LeftOut.Keys);
        Assert.Empty(await _talks.Rows.ListAsync(null, cancellationToken: Cancel));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(5, 1)]
    [InlineData(2, 0)]
    public async Task An_agents_replies_become_one_row_without_small_talk_and_names_unless_rated_badly(
        int? rating, int rows)
    {
        await _talks.AskAsync("c1", "How do I descale it?");
        await _talks.ReplyByAgentAsync(
            "c1", rating,
            "Hi Maria,\n\nPour in the vinegar, then wait an hour. Ana Torres is here for you.\n\nBest regards\nAna",
            "Did that help with your weekend plans in the mountains?");
        await _talks.CollectAsync();

        var proposed = await _talks.Rows.ListAsync(RowState.Proposed, cancellationToken: Cancel);
        Assert.Equal(rows, proposed.Count);
        if (rows == 0) return;
        var row = proposed[0];
        Assert.Equal(RowOrigin.Agent, row.Origin);
        Assert.Equal("How do I descale it? (kettle)", row.Question);
        Assert.StartsWith("Pour in the vinegar", row.Answer, StringComparison.Ordinal);
        Assert.Contains("[1]", row.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", row.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", row.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("mountains", row.Answer, StringComparison.Ordinal);
        Assert.NotNull(row.Lineage!.CaseId);
    }

    [Fact]
    public async Task An_agents_reply_that_no_public_passage_says_is_not_taken()
    {
        await _talks.AskAsync("c1", "How do I descale it?");
        await _talks.ReplyByAgentAsync("c1", null, "Engineering will replace the controller board next Tuesday.");
        Assert.Equal([LeftOutReason.NotSupported], (await _talks.CollectAsync()).LeftOut.Keys);
    }

    [Fact]
    public async Task A_conversation_that_was_erased_gives_no_row_though_it_was_read_before()
    {
        await _talks.ThumbAsync("c1", await _talks.AskAsync("c1", "How do I descale it?"), up: true);
        await _talks.CollectAsync();
        var row = Assert.Single(await _talks.Rows.ListAsync(null, cancellationToken: Cancel));
        await _talks.Talk.Erasure.EraseAsync(["c1"], "asked for", Cancel);
        Assert.Equal(0, await _talks.Rows.AddAsync([row], Cancel));
        Assert.False(await _talks.Rows.ReviewAsync(row, RowState.Accepted, "Ana", "Edited. [1]", Cancel));
        Assert.Empty(await _talks.Rows.ListAsync(null, cancellationToken: Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
