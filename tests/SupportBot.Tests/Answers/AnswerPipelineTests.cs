using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Answers;

public sealed class AnswerPipelineTests
{
    [Fact]
    public async Task A_how_question_gets_the_whole_list_of_steps_with_its_lead_in()
    {
        using var library = await Library.OfAsync(Shop.English);

        var answer = await library.AskAsync("How do I change my password?");

        Assert.Equal(AnswerKind.Answered, answer.Kind);
        Assert.Contains(
            "To change it:\n\n1. Open **Settings**.\n2. Choose **Security**.\n3. Enter the new password twice.",
            answer.Text, StringComparison.Ordinal);
        Assert.Equal("password.md", Assert.Single(answer.Citations).DocumentId);
    }

    [Fact]
    public async Task A_question_that_hardly_any_section_holds_gets_suggestions_without_a_claim()
    {
        using var library = await Library.OfAsync(Shop.English);

        var answer = await library.AskAsync("Does Harbour have an iPhone app?");

        Assert.Equal((AnswerKind.Suggested, "suggested Write to help@example.com."), (answer.Kind, answer.Text));
        Assert.Empty(answer.Citations);
        Assert.InRange(answer.Suggestions.Count, 1, 3);
        Assert.Equal(answer.Suggestions.Count, answer.Suggestions.DistinctBy(section => section.Url).Count());
        Assert.InRange(answer.Evidence.Confidence!.Value, 0.2, 0.5);
    }

    [Fact]
    public async Task A_question_of_unknown_words_is_refused_without_sources()
    {
        using var library = await Library.OfAsync(Shop.English);

        var answer = await library.AskAsync("Zebras giraffes?");

        Assert.Equal((AnswerKind.Refused, "refused Write to help@example.com."), (answer.Kind, answer.Text));
        Assert.Empty(answer.Citations);
        Assert.Empty(answer.Suggestions);
    }

    [Fact]
    public async Task A_section_whose_heading_is_the_question_is_answered_from()
    {
        using var library = await Library.OfAsync([
            .. Shop.English,
            Shop.Page("odd.md", "Odd", "What is it for?", "Nobody knows, but it hums."),]);

        var answer = await library.AskAsync("What is it for?");

        Assert.Equal((AnswerKind.Answered, "same-question"), (answer.Kind, answer.Evidence.Reason));
        Assert.Equal("odd.md", answer.Citations[0].DocumentId);
        Assert.Empty(answer.Suggestions);
    }

    [Fact]
    public async Task An_answer_that_may_be_wrong_has_sections_of_other_documents_beside_it()
    {
        using var library = await Library.OfAsync([
            .. Shop.English,
            .. Enumerable.Range(1, 6).Select(i => Shop.Page(
                $"gauge{i}.md", $"Gauge {i}", "", $"The gauge turns red at a pressure of {i} bar.")),]);

        var answer = await library.AskAsync("At what pressure does the gauge turn red?");

        Assert.Equal((AnswerKind.Answered, "supported"), (answer.Kind, answer.Evidence.Reason));
        var shown = answer.Citations.Select(citation => citation.DocumentId)
            .Concat(answer.Suggestions.Select(section => section.DocumentId)).ToList();
        Assert.Equal((3, 2), (answer.Citations.Count, answer.Suggestions.Count));
        Assert.Equal(5, shown.Distinct().Count(document => document.StartsWith("gauge", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_follow_up_borrows_from_the_turn_before()
    {
        using var library = await Library.OfAsync(Shop.English);

        await library.GoOnAsync("Can I store backups in OneDrive?");
        var answer = await library.GoOnAsync("And how do I get the id?");

        Assert.Equal("onedrive.md", answer.Citations[0].DocumentId);
    }

    [Fact]
    public async Task Code_is_kept_whole_below_the_sentence_that_announces_it()
    {
        using var library = await Library.OfAsync(Shop.English);

        var answer = await library.AskAsync("I forgot the password, what now?");

        Assert.Contains(
            "start the server once with the option `--reset-password`.", answer.Text, StringComparison.Ordinal);
        Assert.Equal("https://docs.test/password.md#1", answer.Citations[0].Url);
    }

    [Fact]
    public async Task A_german_question_is_answered_from_german_documents()
    {
        using var library = await Library.OfAsync([.. Shop.English, .. Shop.German]);

        var answer = await library.AskAsync("Wie kann ich mein Passwort ändern?");

        Assert.StartsWith(
            "So ändern Sie das Passwort:\n\n1. Öffnen Sie die **Einstellungen**.", answer.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_topic_is_not_polluted_by_the_turn_before()
    {
        using var library = await Library.OfAsync(Shop.English);

        await library.GoOnAsync("Can I store backups in OneDrive?");
        var answer = await library.GoOnAsync("Which release channel is recommended for most users?");

        Assert.Equal("channels.md", Assert.Single(answer.Citations).DocumentId);
        Assert.DoesNotContain("OneDrive", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_word_of_several_topics_is_asked_back_once()
    {
        using var library = await Library.OfAsync([
            .. Shop.English,
            Shop.Page("s3-restore.md", "Restore from S3", "", "Restore from S3 needs the access key."),]);

        var first = await library.GoOnAsync("restore");
        var second = await library.GoOnAsync("restore");

        Assert.Equal((AnswerKind.Clarify, "which"), (first.Kind, first.Text));
        Assert.Equal(["Restore", "Restore from S3"], first.Choices.Order());
        Assert.NotEqual(AnswerKind.Clarify, second.Kind);
    }

    [Fact]
    public async Task A_message_without_words_is_asked_back_once()
    {
        using var library = await Library.OfAsync(Shop.English);

        Assert.Equal(AnswerKind.Clarify, (await library.GoOnAsync("???")).Kind);
        Assert.Equal(AnswerKind.Refused, (await library.GoOnAsync("???")).Kind);
    }

    [Fact]
    public async Task A_passage_for_our_own_people_is_never_shown_to_customers()
    {
        using var library = await Library.OfAsync([
            .. Shop.English,
            Shop.Page("secret.md", "Discounts", "", "The discount code is HARBOUR20.", audience: Audience.Internal),]);

        Assert.Equal(AnswerKind.Refused, (await library.AskAsync("What is the discount code?")).Kind);
    }

    [Fact]
    public async Task What_our_own_people_are_told_from_an_internal_passage_says_so()
    {
        using var library = await Library.OfAsync([
            .. Shop.English,
            Shop.Page("secret.md", "Discounts", "", "The discount code is HARBOUR20.", audience: Audience.Internal),]);

        var answer = await library.Service.AnswerAsync(
            new Question(
                "What is the discount code?", [], new HashSet<Audience> { Audience.Public, Audience.Internal }),
            TestContext.Current.CancellationToken);

        Assert.Equal(("secret.md", Audience.Internal), (answer.Citations[0].DocumentId, answer.Citations[0].Audience));
        var written = JsonSerializer.Serialize(answer, JsonSerializerOptions.Web);
        Assert.Contains("\"audience\":\"internal\"", written, StringComparison.Ordinal);
        Assert.Equal(
            Audience.Internal,
            JsonSerializer.Deserialize<Answer>(written, JsonSerializerOptions.Web)!.Citations[0].Audience);
    }

    [Fact]
    public async Task Every_number_in_the_text_has_its_citation_and_every_citation_its_number()
    {
        using var library = await Library.OfAsync(Shop.English);

        foreach (
            var question in new[]
            {
                "How do I change my password?",
                "Which policies are there for retention?",
                "Does Harbour delete the last version?",
                "How do I opt out of telemetry?",
            })
        {
            var answer = await library.AskAsync(question);
            var numbers = System
                .Text.RegularExpressions.Regex.Matches(answer.Text, @"\[(\d)\]")
                .Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

            Assert.Equal(answer.Citations.Select(citation => citation.Number), numbers.Distinct().Order());
        }
    }

    [Theory]
    [InlineData("hi", AnswerKind.SmallTalk, "greeting")]
    [InlineData("Thanks a lot!", AnswerKind.SmallTalk, "thanks")]
    [InlineData("Are you a bot?", AnswerKind.SmallTalk, "bot")]
    [InlineData("I want to talk to a human now.", AnswerKind.Human, "human Write to help@example.com.")]
    [InlineData("Please cancel my enterprise subscription.", AnswerKind.Human, "staff Write to help@example.com.")]
    public async Task What_is_no_question_gets_its_own_reply(string text, AnswerKind kind, string reply)
    {
        using var library = await Library.OfAsync(Shop.English);

        var answer = await library.AskAsync(text);

        Assert.Equal((kind, reply), (answer.Kind, answer.Text));
    }
}
