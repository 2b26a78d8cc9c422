using SupportBot.Core.Answers;
using SupportBot.Core.Gaps;

namespace SupportBot.Tests.Gaps;

public sealed class OpenQuestionsTests
{
    private static readonly Citation Page = new(
        1, "Page", "", "page.md", "https://docs.test/page", "It says \"reason\":\"broken-off\" here.");

    [Fact]
    public async Task Refused_broken_off_thumbed_down_and_left_at_a_question_back_are_open_and_nothing_else()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("c1", "Is there a ferry?");
        await visits.AskAsync("c1", "Hello", AnswerKind.SmallTalk);
        await visits.AskAsync("c2", "Password", AnswerKind.Clarify);
        await visits.AskAsync("c3", "Colour", AnswerKind.Clarify);
        await visits.AskAsync("c3", "The colour of the button", AnswerKind.Answered, citations: Page);
        await visits.AskAsync("c4", "How do I print?", AnswerKind.Answered, "broken-off", citations: Page);
        var disliked = await visits.AskAsync("c5", "How do I scan?", AnswerKind.Answered, citations: Page);
        await visits.ThumbAsync("c5", disliked, up: false, "My scanner is a Foo 3.");
        var liked = await visits.AskAsync("c6", "How do I fax?", AnswerKind.Answered, citations: Page);
        await visits.ThumbAsync("c6", liked, up: true);
        await visits.AskAsync("c7", "Search?", AnswerKind.Unavailable);

        var open = await ReadAsync(visits);
        Assert.Equal(
            [
                ("Is there a ferry?", GapReason.Refused),
                ("Password", GapReason.AskedBack),
                ("How do I print?", GapReason.BrokenOff),
                ("How do I scan?", GapReason.ThumbDown),
            ],
            open.Select(question => (question.Question, Assert.Single(question.Reasons))));
        Assert.Equal(["My scanner is a Foo 3."], open[^1].Comments);
    }

    [Fact]
    public async Task What_was_erased_taken_back_or_asked_before_is_not_read()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("old", "Is there a ferry?");
        visits.Knowledge.Time.Advance(TimeSpan.FromDays(2));
        await visits.AskAsync("erased", "Where is Mr. Miller?");
        await visits.EraseAsync("erased");
        await visits.WithdrawAsync("withdrawn", await visits.AskAsync("withdrawn", "Oops"));
        await visits.AskAsync("kept", "Is there a train?");

        Assert.Equal(["Is there a train?"], (await ReadAsync(visits)).Select(question => question.Question));
    }

    private static Task<IReadOnlyList<OpenQuestion>> ReadAsync(Visits visits) =>
        new OpenQuestions(visits.Knowledge.Database, "default").ReadAsync(
            visits.Knowledge.Time.GetUtcNow().AddDays(-1), TestContext.Current.CancellationToken);
}
