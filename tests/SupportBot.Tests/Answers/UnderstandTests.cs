using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Tests.Answers;

public sealed class UnderstandTests
{
    [Theory]
    [InlineData("Hi there!", "greeting")]
    [InlineData("Guten Tag", "greeting")]
    [InlineData("thanks, that helped", "thanks")]
    [InlineData("Vielen Dank!", "thanks")]
    [InlineData("Bye!", "goodbye")]
    [InlineData("Are you a real person?", "bot")]
    [InlineData("Bist du ein Mensch?", "bot")]
    [InlineData("What can you do?", "abilities")]
    [InlineData("Was kannst du?", "abilities")]
    [InlineData("You're great", "praise")]
    [InlineData("That is wrong.", "complaint")]
    public void Small_talk_is_told_from_questions(string text, string topic) =>
        Assert.Equal(new Understood.Talk(AnswerKind.SmallTalk, topic), Understand.Message(Ask(text)));

    [Theory]
    [InlineData("I want to talk to a human now.", "human")]
    [InlineData("agent please", "human")]
    [InlineData("Can I speak to someone?", "human")]
    [InlineData("My restore failed and the CEO's laptop is gone, I need someone from support immediately.", "human")]
    [InlineData("Ich möchte mit einem Mitarbeiter sprechen", "human")]
    [InlineData("Please cancel my enterprise subscription and refund the last payment.", "staff")]
    [InlineData("Enable SSO for our license, please.", "staff")]
    [InlineData("I was charged twice", "staff")]
    [InlineData("Hallo, stornieren Sie bitte meine Bestellung", "staff")]
    public void The_wish_for_a_human_is_heard(string text, string topic) =>
        Assert.Equal(new Understood.Talk(AnswerKind.Human, topic), Understand.Message(Ask(text)));

    [Theory]
    [InlineData("How do I cancel my subscription?")]
    [InlineData("Which support plans are there?")]
    [InlineData("How does the handoff to a human agent work?")]
    [InlineData("What does the support team see?")]
    [InlineData("Hello, how do I reset my password?")]
    [InlineData("Can I disable the account lock?")]
    [InlineData("Wie kündige ich mein Abo?")]
    [InlineData("Does it support agents on Linux?")]
    public void A_question_that_mentions_support_or_greets_is_a_question(string text) =>
        Assert.IsType<Understood.Search>(Understand.Message(Ask(text)));

    [Fact]
    public void A_greeting_before_a_question_is_left_out_of_it() =>
        Assert.Equal("how do I reset my password?", Search("Hello, how do I reset my password?").Text);

    [Fact]
    public void Words_without_topic_are_no_terms() =>
        Assert.Equal(["reset", "password"], Search("How do I reset my password?").Terms.Select(term => term.Word));

    [Fact]
    public void A_very_long_message_has_a_limited_number_of_terms() =>
        Assert.Equal(
            500, Search(string.Concat(Enumerable.Range('\u4E00', 5_000).Select(letter => (char)letter))).Terms.Count);

    [Fact]
    public void Words_written_apart_are_one_term_and_are_searched_as_one() =>
        Assert.Contains("turnoff", Search("How do I turn off reports?").SearchText, StringComparison.Ordinal);

    [Theory]
    [InlineData("And how do I get the id?", true)]
    [InlineData("Which one should I use?", true)]
    [InlineData("How do I opt out?", true)]
    [InlineData("How do I exclude large video files from the nightly backup?", false)]
    public void Only_a_message_that_leans_on_the_turn_before_borrows(string text, bool borrows)
    {
        var asked = (Understood.Search)
            Understand.Message(
                Ask(text, new PastTurn("Can I back up to OneDrive?", AnswerKind.Answered, ["onedrive.md"])));

        Assert.Equal(borrows, asked.Text.Contains("onedrive", StringComparison.Ordinal));
        Assert.Equal(borrows ? ["onedrive.md"] : [], asked.Documents);
    }

    [Fact]
    public void Borrowed_words_weigh_less_than_the_message_s_own()
    {
        var asked = (Understood.Search)Understand.Message(Ask("And the region?", new PastTurn("Can I use OneDrive?")));

        Assert.True(
            asked.Terms.Single(term => term.Word == "region").Weight
                > asked.Terms.Single(term => term.Word == "onedrive").Weight);
    }

    [Fact]
    public void Small_talk_between_is_passed_over()
    {
        var asked = (Understood.Search)
            Understand.Message(
                Ask(
                    "And how do I get it?", new PastTurn("Can I use OneDrive?"),
                    new PastTurn("thanks", AnswerKind.SmallTalk)));

        Assert.Contains("onedrive", asked.Text, StringComparison.Ordinal);
    }

    private static Understood.Search Search(string text) => (Understood.Search)Understand.Message(Ask(text));

    private static Question Ask(string text, params PastTurn[] history) => new(text, history, Library.Customers);
}
