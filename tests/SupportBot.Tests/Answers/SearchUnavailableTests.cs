using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Tests.Knowledge;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Answers;

public sealed class SearchUnavailableTests
{
    [Theory]
    [InlineData("Down")]
    [InlineData("CannotCount")]
    public async Task Without_a_search_nothing_is_said_of_the_documents_and_people_are_offered(string fault)
    {
        using var library = await Library.OfAsync(
            Enum.Parse<EngineFault>(fault), TimeProvider.System, [.. Shop.English]);
        var answer = await library.AskAsync("How do I opt out of telemetry?");
        Assert.Equal(
            (AnswerKind.Unavailable, "unavailable Write to help@example.com.", "search-unavailable"),
            (answer.Kind, answer.Text, answer.Evidence.Reason));
        Assert.Empty(answer.Citations);
        Assert.Equal(new MissingLeg(Leg.Both, FaultyEngine.Reason), answer.Trace.Missing);
    }

    [Fact]
    public async Task A_search_that_does_not_end_is_given_up_before_three_seconds()
    {
        var clock = new WatchedClock();
        using var library = await Library.OfAsync(EngineFault.Hangs, clock, [.. Shop.English]);
        var asking = library.AskAsync("How do I opt out of telemetry?");
        await clock.PassAsync(
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.9), TestContext.Current.CancellationToken);
        Assert.Equal(AnswerKind.Unavailable, (await asking).Kind);
    }

    [Fact]
    public async Task A_customer_who_leaves_is_no_search_that_fails()
    {
        using var library = await Library.OfAsync(EngineFault.Hangs, TimeProvider.System, [.. Shop.English]);
        using var leaves = new CancellationTokenSource();
        var asking = library.Service.AnswerAsync(
            new Question("How do I opt out of telemetry?", [], Library.Customers), leaves.Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task One_leg_that_is_missing_is_told_and_the_other_answers()
    {
        using var library = await Library.OfAsync(EngineFault.NoVectors, TimeProvider.System, [.. Shop.English]);
        var answer = await library.AskAsync("How do I opt out of telemetry?");
        Assert.Equal((AnswerKind.Answered, Leg.Vector), (answer.Kind, answer.Trace.Missing?.Leg));
    }

    [Fact]
    public async Task A_greeting_needs_no_search()
    {
        using var library = await Library.OfAsync(EngineFault.Down, TimeProvider.System, [.. Shop.English]);
        Assert.Equal(
            (AnswerKind.SmallTalk, null),
            ((await library.AskAsync("hello")).Kind, (await library.AskAsync("hello")).Trace.Missing));
    }
}
