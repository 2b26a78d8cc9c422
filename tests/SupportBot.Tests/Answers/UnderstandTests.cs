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
    [InlineData("This is terrible, nothing works", "complaint")]
    [InlineData("Das ist furchtbar, hier geht nichts", "complaint")]
    public void Small_talk_is_told_from_questions(string text, string topic) =>
        Assert.Equal(new Understood.Talk(AnswerKind.SmallTalk, topic), QuestionUnderstanding.Message(Ask(text)));

    [Theory]
    [InlineData("hey, how's it going?", "greeting")]
    [InlineData("I really appreciate your quick help", "thanks")]
    [InlineData("thank you for clearing that up", "thanks")]
    [InlineData("it was nice chatting with you, bye", "goodbye")]
    [InlineData("I've got to run now", "goodbye")]
    [InlineData("tell me if you are a real person or a computer", "bot")]
    [InlineData("who designed this bot", "bot")]
    [InlineData("what kinds of questions are you able to answer?", "abilities")]
    [InlineData("na, wie geht es dir heute?", "greeting")]
    [InlineData("ich danke dir sehr für die schnelle Hilfe", "thanks")]
    [InlineData("das hat mir wirklich sehr weitergeholfen", "thanks")]
    [InlineData("danke für die ausführliche Antwort!", "thanks")]
    [InlineData("ich muss jetzt los", "goodbye")]
    [InlineData("war nett mit dir zu plaudern, tschüss", "goodbye")]
    [InlineData("sag mal, bist du eigentlich ein echter Mensch oder ein Computer?", "bot")]
    [InlineData("wer hat dich programmiert?", "bot")]
    [InlineData("was für Fragen kannst du mir beantworten?", "abilities")]
    [InlineData("wobei kannst du mir helfen?", "abilities")]
    public void Small_talk_in_other_words_is_understood(string text, string topic) =>
        Assert.Equal(new Understood.Talk(AnswerKind.SmallTalk, topic), QuestionUnderstanding.Message(Ask(text)));

    [Theory]
    [InlineData("I would appreciate help with the backup of my phone")]
    [InlineData("thanks for the info but how do I reset it")]
    [InlineData("what do I have to call the file?")]
    [InlineData("are you able to restore single files?")]
    [InlineData("what can I ask the API for?")]
    [InlineData("I need to go back to version 2")]
    [InlineData("it was good until the last update")]
    [InlineData("yes but where is the button")]
    [InlineData("no sound in calls")]
    [InlineData("ich muss jetzt los exportieren")]
    [InlineData("nein ich meine den Export")]
    public void A_question_that_begins_like_talk_is_a_question(string text) =>
        Assert.IsType<Understood.Search>(QuestionUnderstanding.Message(Ask(text)));

    [Theory]
    [InlineData(AnswerKind.SmallTalk, "abilities", "goodbye")]
    [InlineData(AnswerKind.Clarify, "abilities", "goodbye")]
    [InlineData(AnswerKind.Answered, "praise", "complaint")]
    [InlineData(AnswerKind.Suggested, "praise", "complaint")]
    [InlineData(AnswerKind.Refused, "praise", "complaint")]
    [InlineData(null, "praise", "goodbye")]
    public void Yes_and_no_reply_to_what_the_bot_said(AnswerKind? before, string yes, string no)
    {
        IReadOnlyList<PastTurn> history = before is null ? [] : [new PastTurn("How long is a backup kept?", before)];
        string[] agreed = ["yes", "Yes please!", "yep", "sure", "ja", "ja bitte", "はい", "네", "是的"];
        string[] denied = ["no", "Nope.", "not really", "nein", "nö", "いいえ", "아니요", "不是"];
        Assert.All(agreed, text => Assert.Equal(yes, TopicOf(text)));
        Assert.All(denied, text => Assert.Equal(no, TopicOf(text)));
        Assert.All(["no thanks", "nein danke", "No, thank you."], text => Assert.Equal("goodbye", TopicOf(text)));

        string? TopicOf(string text) => QuestionUnderstanding.Message(Ask(text) with { History = history })
            is Understood.Talk talk ? talk.Topic : null;
    }

    [Theory]
    [InlineData("👍", "praise")]
    [InlineData("👍🏽", "praise")]
    [InlineData("great 👍👍", "praise")]
    [InlineData("super❤️", "praise")]
    [InlineData("danke 🦄", "thanks")]
    [InlineData("🙏🏻", "thanks")]
    [InlineData("👎", "complaint")]
    [InlineData("👋😀", "praise")]
    [InlineData("I want to talk to a human 😡", "human")]
    [InlineData("😡 agent please", "human")]
    public void An_emoji_is_a_reply(string text, string topic) =>
        Assert.Equal(topic, Assert.IsType<Understood.Talk>(QuestionUnderstanding.Message(Ask(text))).Topic);

    [Theory]
    [InlineData("how do I restore a file 😀")]
    [InlineData("👋 how do I restore a file?")]
    [InlineData("👩‍👩‍👧 sharing with the family")]
    [InlineData("🦄")]
    public void An_emoji_makes_no_talk_of_a_question(string text) =>
        Assert.IsType<Understood.Search>(QuestionUnderstanding.Message(Ask(text)));

    [Theory]
    [InlineData("?")]
    [InlineData("??")]
    [InlineData("🦄")]
    public void Marks_alone_do_not_ask_the_last_question_again(string text) =>
        Assert.Empty(Assert.IsType<Understood.Search>(QuestionUnderstanding.Message(
            Ask(text) with { History = [new PastTurn("How long is a backup kept?", AnswerKind.Answered)] })).Terms);

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
        Assert.Equal(new Understood.Talk(AnswerKind.Human, topic), QuestionUnderstanding.Message(Ask(text)));

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
        Assert.IsType<Understood.Search>(QuestionUnderstanding.Message(Ask(text)));

    [Fact]
    public void A_greeting_before_a_question_is_left_out_of_it() =>
        Assert.Equal("how do I reset my password?", Search("Hello, how do I reset my password?").Text);

    [Theory]
    [InlineData(
        "Hi Anna, how long is a backup kept? Kind regards, John Smith", "how long is a backup kept?", "backup kept")]
    [InlineData("how many users can share a plan thanks in advance", "how many users can share a plan", "share plan")]
    [InlineData("pls how often does the sync run", "pls how often does the sync run", "sync")]
    [InlineData(
        "Hallo zusammen, wie lange gilt der Link? Vielen Dank im Voraus!\nMit freundlichen Grüßen\nMax Muster",
        "wie lange gilt der Link?", "gilt link")]
    public void Courtesies_and_how_long_are_no_words_of_the_question(string message, string text, string terms)
    {
        var asked = Search(message);
        Assert.Equal(text, asked.Text);
        Assert.Equal(terms, string.Join(' ', asked.Terms.Where(term => term.Weight == 1).Select(term => term.Word)));
    }

    [Theory]
    [InlineData("担当者につないでください", "human")]
    [InlineData("ありがとうございます", "thanks")]
    [InlineData("상담원 연결해 주세요", "human")]
    [InlineData("안녕하세요", "greeting")]
    [InlineData("我想和真人客服说话", "human")]
    [InlineData("再见", "goodbye")]
    public void Wishes_and_small_talk_of_East_Asia_are_heard(string text, string topic) =>
        Assert.Equal(topic, ((Understood.Talk)QuestionUnderstanding.Message(Ask(text))).Topic);

    [Fact]
    public void A_follow_up_is_searched_with_the_question_before_it() =>
        Assert.Equal(
            "How do I restore a file? — and on Windows?",
            ((Understood.Search)QuestionUnderstanding.Message(
                Ask("and on Windows?", new PastTurn("How do I restore a file?")))).Text);

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
    [InlineData("How do I opt out?", false)]
    [InlineData("pricing?", false)]
    [InlineData("Is it possible to use dark mode?", false)]
    [InlineData("How do I exclude large video files from the nightly backup?", false)]
    public void Only_a_message_that_leans_on_the_turn_before_borrows(string text, bool borrows)
    {
        var asked = (Understood.Search)
            QuestionUnderstanding.Message(
                Ask(text, new PastTurn("Can I back up to OneDrive?", AnswerKind.Answered)));

        Assert.Equal(borrows, asked.Text.Contains("OneDrive", StringComparison.Ordinal));
    }

    [Fact]
    public void Borrowed_words_weigh_less_than_the_message_s_own()
    {
        var asked = (Understood.Search)
            QuestionUnderstanding.Message(Ask("And the region?", new PastTurn("Can I use OneDrive?")));

        Assert.True(
            asked.Terms.Single(term => term.Word == "region").Weight
                > asked.Terms.Single(term => term.Word == "onedrive").Weight);
    }

    [Fact]
    public void Small_talk_between_is_passed_over()
    {
        var asked = (Understood.Search)
            QuestionUnderstanding.Message(
                Ask(
                    "And how do I get it?", new PastTurn("Can I use OneDrive?"),
                    new PastTurn("thanks", AnswerKind.SmallTalk)));

        Assert.Contains("OneDrive", asked.Text, StringComparison.Ordinal);
    }

    private static Understood.Search Search(string text) => (Understood.Search)QuestionUnderstanding.Message(Ask(text));

    private static Question Ask(string text, params PastTurn[] history) => new(text, history, Library.Customers);
}
