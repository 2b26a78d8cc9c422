using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>
/// What a customer sees where the judge of entailment does not affirm a sentence, in the web chat of the whole host:
/// whatever it does but a clear yes, the sentence is not said.
/// </summary>
public sealed class JudgedAnswersTests
{
    private const string Question = "How do I descale the kettle?";
    private const string Page = """
        # Descaling

        ## How do I descale the kettle?

        Descale the kettle with white vinegar. The kettle must cool for 30 minutes before you descale it.
        Rinse the kettle twice with clear water. Dry the base with a towel. Descale the kettle every month.
        """;

    private const string First = "You descale the kettle with white vinegar [1].";
    private const string Second = "Rinse the kettle twice [1].";
    private const string Plain = "Descale the kettle with white vinegar.";

    [Fact]
    public async Task What_the_judge_affirms_is_said_and_counted()
    {
        await using var chat = await BeginAsync(Replies.Judges(_ => true));
        Assert.StartsWith($"{First} {Second}\n\n[1]: <", (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
        var audit = Assert.Single(await chat.AuditAsync());
        Assert.Equal((2, 0), (audit.Checks.Passed, audit.Checks.Failed.Count));
        Assert.Contains(audit.Calls, call => call is { Deployment: "judge", Usage.PromptTokens: Replies.PromptTokens });
        Assert.All(chat.Double.Judgements, request => Assert.Empty(request.Errors));
        Assert.Equal(
            ["You descale the kettle with white vinegar.", "Rinse the kettle twice."],
            chat.Double.Judgements.SelectMany(Replies.SentencesIn));
        Assert.All(
            chat.Double.Judgements,
            request => Assert.Contains(
                "⟧\nDescaling › How do I descale the kettle?\n", request.User, StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_default_the_model_that_answers_judges()
    {
        await using var chat = await BeginAsync(Replies.Judges(_ => true), judgeModel: "");
        Assert.StartsWith($"{First} {Second}\n\n[1]: <", (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
        Assert.NotEmpty(chat.Double.Judgements);
        Assert.All(
            chat.Double.Judgements, request => Assert.Equal("double", request.Body.GetProperty("model").GetString()));
    }

    [Fact]
    public async Task The_first_sentence_is_judged_alone_and_later_ones_by_threes_at_most()
    {
        var all = $"{First} {Second} The kettle must cool for 30 minutes [1]. Dry the base with a towel [1]. "
            + "Descale the kettle every month [1].";
        await using var chat = await BeginAsync(Replies.Judges(_ => true), all);
        Assert.StartsWith($"{all}\n\n[1]: <", (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
        var groups = chat.Double.Judgements.Select(request => Replies.SentencesIn(request).Count()).ToList();
        Assert.Equal((1, 5), (groups[0], groups.Sum()));
        Assert.All(groups, count => Assert.InRange(count, 1, 3));
    }

    [Fact]
    public async Task A_sentence_that_the_judge_denies_gives_way_to_the_plain_one()
    {
        await using var chat = await BeginAsync(
            Replies.Judges(text => !text.Contains("Rinse", StringComparison.Ordinal)));
        Assert.StartsWith(
            $"{First} Rinse the kettle twice with clear water. [1]", (await chat.AskAsync(Question))[^1],
            StringComparison.Ordinal);
        Assert.Equal("judge", Assert.Single(Assert.Single(await chat.AuditAsync()).Checks.Failed).Reason);
    }

    public static TheoryData<string, ModelFault> Failures => new()
    {
        { "I think so.", ModelFault.Broken },
        { "true", ModelFault.Broken },
        { """{"judgements": []}""", ModelFault.Broken },
        { """{"judgements": [{"sentence": 1, "entailed": "yes"}]}""", ModelFault.Broken },
        { """{"judgements": [{"sentence": 2, "entailed": true}]}""", ModelFault.Broken },
        { """{"judgements": [{"sentence": 1.5, "entailed": true}]}""", ModelFault.Broken },
        {
            """{"judgements": [{"sentence": 1, "entailed": true}, {"sentence": 1, "entailed": true}]}""",
            ModelFault.Broken
        },
        {
            """{"judgements": [{"sentence": 1, "entailed": true}, {"sentence": 2, "entailed": true}]}""",
            ModelFault.Broken
        },
        { "declines", ModelFault.ContentFilter },
        { "filter", ModelFault.ContentFilter },
        { "cut", ModelFault.CutShort },
        { "broken", ModelFault.Broken },
        { "down", ModelFault.Unavailable },
        { "refused", ModelFault.Refused },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Where_no_judgement_comes_the_documents_own_sentences_answer(string how, ModelFault fault)
    {
        await using var chat = await BeginAsync(Failing(how));
        var seen = await chat.AskAsync(Question);
        Assert.Contains(Plain, seen[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("not complete", seen[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains("You descale", StringComparison.Ordinal));
        Assert.Single(chat.Double.Judgements);
        Assert.Equal(
            fault,
            Assert.Single(await chat.AuditAsync()).Calls.Single(call => call.Deployment == "judge").Failure?.Fault);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Where_it_fails_later_what_was_affirmed_stays_and_plain_sentences_go_on(
        string how, ModelFault fault)
    {
        var asked = 0;
        await using var chat = await BeginAsync((http, request) =>
            (asked++ == 0 ? Replies.Judges(_ => true) : Failing(how))(http, request));
        var seen = await chat.AskAsync(Question);
        Assert.StartsWith(
            $"{First} Rinse the kettle twice with clear water. [1]\n\n[1]: <", seen[^1], StringComparison.Ordinal);
        var audit = Assert.Single(await chat.AuditAsync());
        Assert.Equal("unjudged", Assert.Single(audit.Checks.Failed).Reason);
        Assert.Contains(audit.Calls, call => call.Failure?.Fault == fault);
    }

    [Fact]
    public async Task A_judge_that_hangs_is_not_waited_for_and_affirms_nothing()
    {
        var live = new LiveReply();
        await using var chat = await BeginAsync(live.ReplyAsync);
        var asked = chat.AskAsync(Question);
        await live.Asked;
        chat.Host.Clock.Advance(TimeSpan.FromSeconds(5.1));
        var seen = await asked;
        Assert.Contains(Plain, seen[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains("You descale", StringComparison.Ordinal));
        Assert.Contains(
            Assert.Single(await chat.AuditAsync()).Calls,
            call => call is { Deployment: "judge", Failure.Fault: ModelFault.TimedOut });
    }

    [Fact]
    public async Task Without_a_judge_the_model_is_not_asked_to_write()
    {
        await using var chat = await BeginAsync(Replies.Judges(_ => true), judgeModel: "none");
        Assert.Contains(Plain, (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
        Assert.Empty(chat.Double.Requests);
        Assert.Empty(chat.Double.Judgements);
    }

    private static async Task<ModelChat> BeginAsync(ModelReply judge, string? draft = null, string judgeModel = "judge")
    {
        var chat = await ModelChat.BeginAsync(Page, settings: ("Models:JudgeModel", judgeModel));
        chat.Double.Judge = judge;
        chat.Double.Otherwise = Replies.Says(draft ?? $"{First} {Second}");
        return chat;
    }

    private static ModelReply Failing(string how) => how switch
    {
        "declines" => Replies.Stream([
            Wire.Piece(new() { ["refusal"] = "I can't judge that." }), Wire.Finish("stop"), Wire.Done]),
        "filter" => Replies.Ends("content_filter", Replies.Judgements(true)),
        "cut" => Replies.Ends("length", Replies.Judgements(true)),
        "broken" => Replies.StopsShort(Replies.Judgements(true)),
        "down" => Replies.Status(503, retryAfter: "3600"),
        "refused" => Replies.Status(401, "invalid_api_key"),
        _ => Replies.Says(how),
    };
}
