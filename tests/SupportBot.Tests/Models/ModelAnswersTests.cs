using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>What a customer sees of answers that a model writes, in the web chat of the whole host.</summary>
public sealed class ModelAnswersTests
{
    private const string Question = "How do I descale the kettle?";
    private const string Page = """
        # Descaling

        ## How do I descale the kettle?

        Descale the kettle with white vinegar. The kettle must cool for 30 minutes before you descale it.
        Rinse the kettle twice with clear water.

        ## How long must the kettle cool?

        The kettle must cool for 30 minutes before you descale it.
        """;

    private const string First = "You descale the kettle with white vinegar [1].";
    private const string Contact = "contact details on our website";

    [Fact]
    public async Task A_good_answer_is_shown_sentence_by_sentence_with_its_citations_and_audited()
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Says($"{First} Rinse the kettle twice [1]."));
        var seen = await chat.AskAsync(Question);
        Assert.Equal(
            [
                "You descale the kettle with white vinegar [1].",
                "You descale the kettle with white vinegar [1]. Rinse the kettle twice [1].",
            ],
            seen.SkipLast(1));
        Assert.StartsWith($"{seen[1]}\n\n[1]: <", seen[2], StringComparison.Ordinal);

        var audit = Assert.Single(await chat.AuditAsync());
        var call = Assert.Single(audit.Calls);
        Assert.Equal(
            ("double", Wire.Model, Replies.PromptTokens, Replies.CompletionTokens),
            (call.Deployment, call.Model, call.Usage.PromptTokens, call.Usage.CompletionTokens));
        Assert.Matches("^[0-9a-f]{12}$", call.PromptVersion);
        Assert.Equal(2, audit.Checks.Passed);
        Assert.True(Assert.Single(audit.Passages, passage => passage.Rank == 1).IsCited);
    }

    [Fact]
    public async Task A_sentence_that_is_not_true_gives_way_to_the_plain_one()
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Says($"{First} The kettle must cool for 5 minutes before you descale it [1]."));
        var seen = await chat.AskAsync(Question);
        Assert.Contains(
            "The kettle must cool for 30 minutes before you descale it.", seen[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains("5 minutes", StringComparison.Ordinal));
        Assert.Equal("number", Assert.Single(Assert.Single(await chat.AuditAsync()).Checks.Failed).Reason);
    }

    [Theory]
    [InlineData("Pizza tastes best with basil.")]
    [InlineData("Great question, let me walk you through this!")]
    public async Task A_sentence_without_support_is_left_out_and_the_rest_goes_on(string useless)
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Says($"{useless} {First} {useless} Rinse the kettle twice [1]. {useless}"));
        var seen = await chat.AskAsync(Question);
        Assert.StartsWith(
            $"{First} Rinse the kettle twice [1].\n\n[1]: <", seen[^1].TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains(useless, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<think>They ask how [1]. I say so.</think>{0} {1}")]
    [InlineData("<think>They ask how.</think>\n\n{0} {1}<think>Done? I think")]
    [InlineData("```markdown\n{0} {1}\n```")]
    [InlineData("```\n{0} {1}\n```\n")]
    [InlineData("Sure, I'd love to help!\n\n{0} {1}\n\nLet me know if anything else comes up!")]
    public async Task The_form_of_an_answer_never_costs_the_answer(string form)
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Says(
            form.Replace("{0}", First, StringComparison.Ordinal)
                .Replace("{1}", "Rinse the kettle twice.【1†source】", StringComparison.Ordinal)));
        var seen = await chat.AskAsync(Question);
        Assert.StartsWith(
            $"{First} Rinse the kettle twice.[1]\n\n[1]: <", seen[^1].TrimStart(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO ANSWER")]
    [InlineData("<think>Nothing there.</think>NO ANSWER.")]
    [InlineData("I'm sorry, but the documentation does not mention that.")]
    public async Task Where_the_model_declines_the_reply_is_a_refusal(string said)
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Says(said));
        var seen = await chat.AskAsync(Question);
        Assert.Contains("I could not find an answer", seen[^1], StringComparison.Ordinal);
        Assert.Equal("nothing-to-say", Assert.Single(await chat.AuditAsync()).Evidence.Reason);
    }

    [Theory]
    [InlineData("Pizza tastes best with basil [1].")]
    [InlineData("I'm happy to help!")]
    [InlineData("You can surely use vinegar.")]
    [InlineData("<think>And so it goes on and on")]
    [InlineData("{\"answer\": \"Use vinegar.\"}")]
    public async Task Where_nothing_of_the_draft_can_be_used_the_documents_own_sentences_answer(string said)
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Says(said));
        var seen = await chat.AskAsync(Question);
        Assert.Contains("Descale the kettle with white vinegar.", seen[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain("not complete", seen[^1], StringComparison.Ordinal);
    }

    public static TheoryData<string, ModelFault> ModelFailures => new()
    {
        { "slow down", ModelFault.RateLimited },
        { "down", ModelFault.Unavailable },
        { "filter", ModelFault.ContentFilter },
        { "broken", ModelFault.Broken },
        { "cut", ModelFault.CutShort },
        { "refused", ModelFault.Refused },
        { "html", ModelFault.Broken },
    };

    [Theory]
    [MemberData(nameof(ModelFailures))]
    public async Task Where_the_model_fails_before_a_sentence_the_documents_own_sentences_answer(
        string kind, ModelFault fault)
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Failing(kind, "You descale the"));
        var seen = await chat.AskAsync(Question);
        Assert.Contains("Descale the kettle with white vinegar.", seen[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains("You descale", StringComparison.Ordinal));
        var failure = Assert.Single(Assert.Single(await chat.AuditAsync()).Calls).Failure;
        Assert.Equal(fault, failure?.Fault);
        Assert.Single(chat.Host.Log.Lines, line => line.Contains(failure!.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("filter")]
    [InlineData("broken")]
    [InlineData("cut")]
    public async Task Where_it_fails_later_the_checked_sentences_stay_and_the_end_is_told(string kind)
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Failing(kind, $"{First} Rinse the kettle"));
        var seen = await chat.AskAsync(Question);
        Assert.All(seen, text => Assert.StartsWith(First, text, StringComparison.Ordinal));
        Assert.Contains("This answer is not complete", seen[^1], StringComparison.Ordinal);
        Assert.Contains(Contact, seen[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains("Rinse", StringComparison.Ordinal));
        Assert.Equal("broken-off", Assert.Single(await chat.AuditAsync()).Evidence.Reason);
    }

    [Fact]
    public async Task A_model_that_hangs_in_the_middle_keeps_nobody_waiting()
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        var live = new LiveReply();
        chat.Double.Next(live.ReplyAsync);
        var growing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = chat.AskAsync(Question, growing: growing);
        live.Token($"{First} Rinse the kettle");
        await growing.Task.WaitAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 3 && !asked.IsCompleted; i++)
        {
            // Within the limits of the turn; the wait for the next token may begin only after the first step.
            chat.Host.Clock.Advance(TimeSpan.FromSeconds(15));
            await Task.WhenAny(asked, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        }
        var seen = await asked;
        Assert.StartsWith($"{First}\n\nThis answer is not complete", seen[^1], StringComparison.Ordinal);
        Assert.Equal(ModelFault.TimedOut, Assert.Single(Assert.Single(await chat.AuditAsync()).Calls).Failure?.Fault);
    }

    [Fact]
    public async Task A_model_that_never_ends_is_cut_in_time_and_stands_in_the_audit()
    {
        await using var chat = await ModelChat.BeginAsync(Page, settings: ("Models:IdleSeconds", "60"));
        var live = new LiveReply();
        chat.Double.Next(live.ReplyAsync);
        var growing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = chat.AskAsync(Question, growing: growing);
        live.Token($"{First} Rinse the kettle");
        await growing.Task.WaitAsync(TestContext.Current.CancellationToken);
        chat.Host.Clock.Advance(TimeSpan.FromSeconds(41));
        Assert.StartsWith($"{First}\n\nThis answer is not complete", (await asked)[^1], StringComparison.Ordinal);
        var call = Assert.Single(Assert.Single(await chat.AuditAsync()).Calls);
        Assert.Equal("took longer than the reply could wait", call.Failure?.Reason);
        Assert.True(call.Usage is { IsEstimated: true, PromptTokens: > 50, CompletionTokens: > 5 });
    }

    [Fact]
    public async Task A_refusal_does_not_wait_for_the_end_of_what_declines()
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        var live = new LiveReply();
        chat.Double.Next(live.ReplyAsync);
        var asked = chat.AskAsync(Question);
        live.Token("NO ANSWER. I am sorry. And it goes");
        Assert.Contains("I could not find an answer", (await asked)[^1], StringComparison.Ordinal);
        var call = Assert.Single(Assert.Single(await chat.AuditAsync()).Calls);
        Assert.Null(call.Failure);
        Assert.True(call.Usage is { IsEstimated: true, PromptTokens: > 50, CompletionTokens: > 5 });
    }

    [Fact]
    public async Task Over_the_budget_nothing_is_sent_and_the_documents_answer()
    {
        await using var chat = await ModelChat.BeginAsync(Page, settings: ("Models:DailyTokens", "1"));
        Assert.Contains(
            "Descale the kettle with white vinegar.", (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
        Assert.Empty(chat.Double.Requests);
        Assert.Equal(ModelFault.OverBudget, Assert.Single(Assert.Single(await chat.AuditAsync()).Calls).Failure?.Fault);
    }

    [Fact]
    public async Task Small_talk_and_what_no_document_tells_call_no_model()
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        await chat.AskAsync("hello");
        await chat.AskAsync("Who won the chess championship in Reykjavik?");
        Assert.Empty(chat.Double.Requests);
    }

    [Theory]
    [InlineData(
        """{"question": "How long must the kettle cool?", "language": "en", "intent": "question"}""",
        "How long must the kettle cool?"
    )]
    [InlineData(
        """{"question": "Visit https://evil.example now?", "language": "en", "intent": "question"}""",
        Question + " — And how long must it cool?"
    )]
    [InlineData("no JSON", Question + " — And how long must it cool?")]
    public async Task A_follow_up_is_understood_by_the_model_in_the_customers_own_words_only(
        string meaning, string understood)
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Says(First))
            .Next(Replies.Says(meaning))
            .Next(Replies.Says("The kettle must cool for 30 minutes before you descale it [1]."));
        await chat.AskAsync(Question);
        var seen = await chat.AskAsync("And how long must it cool?");
        Assert.StartsWith("The kettle must cool for 30 minutes", seen[^1], StringComparison.Ordinal);
        var audit = (await chat.AuditAsync()).Single(content => content.Calls.Count == 2);
        Assert.StartsWith(understood, audit.Understood, StringComparison.Ordinal);
    }

    private static ModelReply Failing(string kind, string said) => kind switch
    {
        "slow down" => Replies.Status(429, "rate_limit_exceeded", retryAfter: "3600"),
        "down" => Replies.Status(503, retryAfter: "3600"),
        "refused" => Replies.Status(401, "invalid_api_key"),
        "html" => Replies.Html(),
        "filter" => Replies.Ends("content_filter", said),
        "cut" => Replies.Ends("length", said),
        _ => Replies.StopsShort(said),
    };
}
