using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>
/// What a customer sees where a second model judges each sentence, in the web chat of the whole host.
/// </summary>
public sealed class JudgedAnswersTests
{
    private const string Question = "How do I descale the kettle?";
    private const string Page = """
        # Descaling

        ## How do I descale the kettle?

        Descale the kettle with white vinegar. The kettle must cool for 30 minutes before you descale it.
        Rinse the kettle twice with clear water.
        """;

    private const string First = "You descale the kettle with white vinegar [1].";
    private const string Second = "Rinse the kettle twice [1].";

    [Fact]
    public async Task What_the_judge_agrees_with_is_said()
    {
        await using var chat = await BeginAsync(_ => Replies.Says("""{"entailed": true}"""));
        Assert.StartsWith($"{First} {Second}\n\n[1]: <", (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
        var audit = Assert.Single(await chat.AuditAsync());
        Assert.Equal((2, 0), (audit.Checks.Passed, audit.Checks.Failed.Count));
        Assert.Equal(["double", "judge", "judge"], audit.Calls.Select(call => call.Deployment).Order());
        Assert.All(chat.Double.Requests, request => Assert.Empty(request.Errors));
        Assert.Contains(
            chat.Double.Requests,
            request =>
                IsJudge(request)
                && request.User.Contains(
                    "⟧\nYou descale the kettle with white vinegar.\n⟦end", StringComparison.Ordinal));
        Assert.Contains(
            chat.Double.Requests,
            request =>
                IsJudge(request)
                && request.User.Contains($"⟧\n{First}\n⟦end", StringComparison.Ordinal)
                && Claim(request).Contains("⟧\nRinse the kettle twice.\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sentence_that_the_judge_denies_gives_way_to_the_plain_one()
    {
        await using var chat = await BeginAsync(claim =>
            Replies.Says(
                claim.Contains("Rinse the kettle twice.", StringComparison.Ordinal)
                    ? """{"entailed": false}"""
                    : """{"entailed": true}"""));
        Assert.StartsWith(
            $"{First} Rinse the kettle twice with clear water. [1]", (await chat.AskAsync(Question))[^1],
            StringComparison.Ordinal);
        Assert.Equal("judge", Assert.Single(Assert.Single(await chat.AuditAsync()).Checks.Failed).Reason);
    }

    [Theory]
    [InlineData("I think so.")]
    [InlineData("""{"entailed": "maybe"}""")]
    [InlineData("""{"verdict": false}""")]
    public async Task Where_the_judge_says_nothing_that_can_be_read_the_check_of_code_stands(string said)
    {
        await using var chat = await BeginAsync(_ => Replies.Says(said));
        Assert.StartsWith($"{First} {Second}\n\n[1]: <", (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
        Assert.Equal(
            ModelFault.Broken,
            Assert.Single(await chat.AuditAsync()).Calls.First(call => call.Deployment == "judge").Failure?.Fault);
    }

    [Fact]
    public async Task Sentences_show_in_order_and_a_judge_that_hangs_is_not_waited_for()
    {
        var live = new LiveReply();
        await using var chat = await BeginAsync(claim =>
            claim.Contains("vinegar.", StringComparison.Ordinal)
                ? live.ReplyAsync
                : Replies.Says("""{"entailed": true}"""));
        var asked = chat.AskAsync(Question);
        await live.Asked;
        chat.Host.Clock.Advance(TimeSpan.FromSeconds(5.1));
        var seen = await asked;
        Assert.Equal(First, seen[0]);
        Assert.StartsWith($"{First} {Second}\n\n[1]: <", seen[^1], StringComparison.Ordinal);
        Assert.Contains(
            Assert.Single(await chat.AuditAsync()).Calls,
            call => call is { Deployment: "judge", Failure.Fault: ModelFault.TimedOut });
    }

    private static bool IsJudge(ModelRequest request) => request.Body.GetProperty("model").GetString() == "judge";

    private static async Task<ModelChat> BeginAsync(Func<string, ModelReply> judge)
    {
        var chat = await ModelChat.BeginAsync(Page, settings: ("Models:JudgeModel", "judge"));
        chat.Double.Otherwise = (http, request) =>
            (IsJudge(request) ? judge(Claim(request)) : Replies.Says($"{First} {Second}"))(http, request);
        return chat;
    }

    private static string Claim(ModelRequest request) =>
        request.User[request.User.IndexOf("⟦sentence", StringComparison.Ordinal)..];
}
