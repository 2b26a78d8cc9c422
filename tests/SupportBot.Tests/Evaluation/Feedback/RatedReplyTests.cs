using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation.Feedback;
using SupportBot.Core.Knowledge;
using SupportBot.Tests.Gaps;

namespace SupportBot.Tests.Evaluation.Feedback;

public sealed class RatedReplyTests
{
    [Fact]
    public async Task A_thumb_up_confirms_the_cited_documents_with_the_history_of_the_question()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("c1", "How do I set the theme?");
        await visits.WithdrawAsync("c1", await visits.AskAsync("c1", "How do I paint it?"));
        await visits.ThumbAsync(
            "c1",
            await visits.AskAsync(
                "c1", "And the language?", AnswerKind.Answered,
                citations: [Cite("widget.md"), Cite("widget.md"), Cite("brand.md")]),
            up: true, "Great!");

        var one = Assert.Single(await ReadAsync(visits)).ToCase();
        Assert.Equal(
            ("And the language?", true, false, "Great!", "c1"),
            (one.Question, one.Answerable, one.Review, one.Note, one.Conversation));
        Assert.Equal(["How do I set the theme?"], one.History!);
        Assert.Equal(["widget.md", "brand.md"], one.Documents!);
        Assert.Equal(32, one.Id.Length); // Of its record in the audit.
    }

    [Fact]
    public async Task What_somebody_disliked_waits_for_review_with_the_remark()
    {
        await using var visits = await Visits.BeginAsync();
        var reply = await visits.AskAsync("c1", "How do I print?", AnswerKind.Answered, citations: Cite("print.md"));
        await visits.ThumbAsync("c1", reply, up: true, user: "anna");
        await visits.ThumbAsync("c1", reply, up: false, "That is for Windows only.", "ben");
        var one = Assert.Single(await ReadAsync(visits)).ToCase();
        Assert.Equal(
            (true, "answered, thumbs up 1, thumbs down 1 / That is for Windows only."), (one.Review, one.Note));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_proves_nothing_whatever_the_thumb(bool up)
    {
        await using var visits = await Visits.BeginAsync();
        await visits.ThumbAsync("c1", await visits.AskAsync("c1", "Is there a ferry?"), up);
        var one = Assert.Single(await ReadAsync(visits)).ToCase();
        Assert.Equal((true, false), (one.Review, one.Answerable));
    }

    [Fact]
    public async Task An_answer_from_an_internal_document_is_no_case_for_customers()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.ThumbAsync(
            "c1",
            await visits.AskAsync(
                "c1", "How?", AnswerKind.Answered,
                citations: Cite("internal.md") with { Audience = Audience.Internal }),
            up: true);
        Assert.True(Assert.Single(await ReadAsync(visits)).ToCase().Review);
    }

    [Fact]
    public async Task What_was_erased_or_taken_back_is_not_read()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.ThumbAsync("c1", await visits.AskAsync("c1", "Where is Mr. Miller?"), up: false);
        await visits.EraseAsync("c1");
        var withdrawn = await visits.AskAsync("c2", "Oops");
        await visits.ThumbAsync("c2", withdrawn, up: false);
        await visits.WithdrawAsync("c2", withdrawn);
        Assert.Empty(await ReadAsync(visits));
    }

    private static Citation Cite(string document) =>
        new(1, "Page", "", document, $"https://docs.test/{document}", "It says so.");

    private static Task<IReadOnlyList<RatedReply>> ReadAsync(Visits visits) =>
        new RatedReplies(visits.Knowledge.Database, "default")
            .ReadAsync(default, TestContext.Current.CancellationToken);
}
