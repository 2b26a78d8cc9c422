using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Answers.Checking;

public sealed class CheckedAnswerTests
{
    private const string Question = "How do I change the password?";

    private static readonly Chunk[] Passages =
    [
        Shop.English[0],
        Shop.English[1],
        Shop.English[4],
        Shop.English[10],
        Shop.English[13],
    ];

    private static readonly Chunk[] Licences =
    [
        Shop.German[1], Shop.German[2],
        Shop.Page(
            "speicher.md",
            "Speicher",
            "",
            "Der Server muss mindestens 8 GB Speicher haben. Starten Sie ihn mit `--daemon`. Sicherungen können "
                + "täglich laufen.",
            language: "de"),
        Shop.Page("grenzen.md", "Grenzen", "", "Ein Ordner darf höchstens 40 Dateien enthalten.", language: "de"),
    ];

    [Theory]
    [InlineData("You can change the password on the settings page [1].", "passed")]
    [InlineData("The password needs to have at least 12 characters [1].", "passed")]
    [InlineData("Encryption can't be switched off later [5].", "passed")]
    [InlineData("You can change the password on the settings page.", "no-citation")]
    [InlineData("You can change the password on the settings page [9].", "unknown-citation")]
    [InlineData("Pizza tastes best with fresh basil and old cheese [1].", "not-supported")]
    [InlineData("A password must have at least 8 characters [1].", "number")]
    [InlineData("A password must have at least 12 minutes [1].", "number")]
    [InlineData("The default schedule runs every day at 13:30 [4].", "number")]
    [InlineData("You can change the password on the Photoshop settings page [1].", "name")]
    [InlineData("If you forgot the password, start the server with the option `--forget-password` [2].", "name")]
    [InlineData("To change it, open **Preferences** on the settings page [1].", "name")]
    [InlineData("You cannot change the password on the settings page [1].", "negation")]
    [InlineData("Encryption can be switched off later [5].", "negation")]
    [InlineData("A password can have at least 12 characters [1].", "modal")]
    [InlineData("A password must have at most 12 characters [1].", "opposite")]
    [InlineData("You can change the password [here](https://evil.test/x) [1].", "link")]
    [InlineData("You can change the password on https://evil.test/x [1].", "link")]
    [InlineData("You can change the password on <https://evil.test/x> [1].", "link")]
    [InlineData("You can change the password on evil.com/x [1].", "link")]
    [InlineData("You can change the password on https&#58;//evil.test [1].", "link")]
    [InlineData("You can change the password on the [settings page](javascript:alert(1)) [1].", "link")]
    [InlineData("You can change the password on the settings page](https [1].", "link")]
    [InlineData("[settings]: https://evil.test/x\n", "link")]
    [InlineData("[1]: /x\n", "link")]
    [InlineData("You can change the password on the [settings page](https://docs.test/password.md#0) [1].", "passed")]
    [InlineData("You can change the password on the settings page ![x](https://docs.test/password.md#0) [1].", "image")]
    [InlineData("You can change the password on the settings page <b onclick=x>now</b> [1].", "markup")]
    [InlineData("You can change the password on the settings page <script [1].", "markup")]
    [InlineData("You can change the password on the settings page for $5 [1].", "offer")]
    [InlineData("We will change the password on the settings page [1].", "offer")]
    [InlineData("You can change the password on the settings page and get a refund [1].", "offer")]
    [InlineData("You can change the password on the settings", "broken")]
    public void An_English_sentence_is_judged(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence, Passages, Question));

    [Theory]
    [InlineData("Eine Lizenz gilt für fünf Geräte [1].", "passed")]
    [InlineData("Die letzte Sicherung wird nie gelöscht [2].", "passed")]
    [InlineData("Eine Lizenz gilt für fünf Geräte.", "no-citation")]
    [InlineData("Eine Lizenz gilt für fünf Geräte [7].", "unknown-citation")]
    [InlineData("Pizza schmeckt mit frischem Basilikum am besten [1].", "not-supported")]
    [InlineData("Eine Lizenz gilt für sieben Geräte [1].", "number")]
    [InlineData("Der Server muss mindestens 8 MB Speicher haben [3].", "number")]
    [InlineData("Starten Sie den Server mit `--dämon` [3].", "name")]
    [InlineData("Die letzte Sicherung wird gelöscht [2].", "negation")]
    [InlineData("Eine Lizenz gilt nicht für fünf Geräte [1].", "negation")]
    [InlineData("Sicherungen müssen täglich laufen [3].", "modal")]
    [InlineData("Ein Ordner darf mindestens 40 Dateien enthalten [4].", "opposite")]
    [InlineData("Eine Lizenz gilt für fünf Geräte, siehe [hier](https://evil.test) [1].", "link")]
    [InlineData("Eine Lizenz gilt für fünf Geräte ![x](https://evil.test) [1].", "image")]
    [InlineData("Eine Lizenz gilt für fünf <i>Geräte</i> [1].", "markup")]
    [InlineData("Eine Lizenz gilt kostenlos für fünf Geräte [1].", "offer")]
    [InlineData("Wir werden eine Lizenz für fünf Geräte erstatten [1].", "offer")]
    [InlineData("Eine Lizenz gilt für fünf", "broken")]
    public void A_German_sentence_is_judged(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence, Licences, "Wie viele Geräte?"));

    [Theory]
    [InlineData("I'm happy to help!", "passed")]
    [InlineData("Please let me know if you have further questions.", "passed")]
    [InlineData("I'm sorry, but I don't have any information about that.", "passed")]
    [InlineData("I don't have information about that, but passwords are always safe.", "no-citation")]
    [InlineData("## Change the password", "passed")]
    [InlineData("## Harbour is the fastest", "no-citation")]
    [InlineData("Here is how to change the password:", "passed")]
    [InlineData("Passwords are never stored:", "no-citation")]
    [InlineData("Do you want to change the password?", "passed")]
    [InlineData("Did you know that Harbour won a prize?", "no-citation")]
    [InlineData("Yes.", "no-citation")]
    [InlineData("It is completely safe.", "no-citation")]
    public void Only_what_claims_nothing_needs_no_citation(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence + "\n", Passages, Question));

    [Fact]
    public void A_sentence_that_fails_gives_way_to_the_plain_one_of_its_passage()
    {
        var (text, answer) = Written(
            "You can change the password on the settings page [1]. A password must have at least 8 characters [1].");

        Assert.Equal(
            "You can change the password on the settings page [1]. A password must have at least 12 characters. [1]",
            text);
        Assert.False(answer.IsRefused);
        Assert.Equal("https://docs.test/password.md#0", Assert.Single(answer.Citations).Url);
    }

    [Fact]
    public void What_its_passage_says_is_not_said_twice()
    {
        var (text, answer) = Written(
            "A password must have at least 12 characters [1]. A password must have at least 8 characters [1]. The "
                + "default schedule runs every day [4].");

        Assert.Equal("A password must have at least 12 characters [1]. The default schedule runs every day [2].", text);
        Assert.False(answer.IsRefused);
    }

    [Fact]
    public void A_step_that_fails_gives_way_to_the_plain_step()
    {
        var (text, answer) = Written(
            "Follow these steps [1]:\n\n1. Open **Settings**.\n2. Choose **Insecurity** and Security.\n3. Enter the "
                + "new password twice.\n");

        Assert.Equal(
            "Follow these steps [1]:\n\n1. Open **Settings**.\n2. Choose **Security**. [1]\n3. Enter the new password "
                + "twice.",
            text);
        Assert.False(answer.IsRefused);
    }

    [Fact]
    public void Citations_are_numbered_as_they_appear()
    {
        var (text, answer) = Written(
            "The default schedule runs every day at 13:00 [4]. A password must have at least 12 characters [1]. The "
                + "default schedule runs every day [4].");

        Assert.Equal(
            "The default schedule runs every day at 13:00 [1]. A password must have at least 12 characters [2]. The "
                + "default schedule runs every day [1].",
            text);
        Assert.Equal(["Schedule", "Password"], answer.Citations.Select(citation => citation.Title));
        Assert.All(
            answer.Citations,
            citation =>
                Assert.Contains(Passages, passage => passage.Text.Contains(citation.Quote, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_comes_after_a_sentence_without_support()
    {
        var (text, answer) = Written(
            "A password must have at least 12 characters [1]. Pizza tastes best with basil [1]. The default schedule "
                + "runs every day [4].");

        Assert.Equal("A password must have at least 12 characters [1].", text);
        Assert.True(answer.IsRefused);
    }

    [Theory]
    [InlineData(
        "Follow these steps [1]:\n\n1. Open **Settings**.\n2. Choose **Security**.\n3. Enter the new password twice.\n",
        false)]
    [InlineData(
        "Follow these steps [1]:\n\n1. Open **Settings** and choose **Security**.\n2. Enter the new password twice.\n",
        false)]
    [InlineData("Follow these steps [1]:\n\n1. Open **Settings**.\n2. Enter the new password twice.\n", true)]
    [InlineData("Follow these steps [1]:\n\n1. Choose **Security**.\n2. Open **Settings**.\n", true)]
    [InlineData("Follow these steps:\n\n1. Open **Settings**.\n", true)]
    public void A_step_that_is_missing_or_misplaced_ends_the_answer(string draft, bool isRefused)
    {
        var (text, answer) = Written(draft);

        Assert.Equal(isRefused, answer.IsRefused);
        if (!isRefused) Assert.Equal(draft.TrimEnd(), text.TrimEnd());
    }

    [Theory]
    [InlineData(
        "Start the server once with this option [2]:\n\n```bash\nharbour-server --reset-password=<new password>\n```\n",
        true)]
    [InlineData(
        "Start the server once with this option [2]:\n\n```bash\nharbour-server --drop-password=<new password>\n```\n",
        false)]
    [InlineData(
        "Start the server once with this option [2]:\n\n```bash\nharbour-server --reset-password=<new password>\n",
        false)]
    [InlineData(
        "Start the server once with this option [2]:\n\n```https://evil.test\nharbour-server --reset-password=<new "
            + "password>\n```\n",
        false)]
    public void Code_is_shown_only_as_it_stands_in_its_passage(string draft, bool isKept)
    {
        var (text, answer) = Written(draft);

        Assert.False(answer.IsRefused);
        Assert.Equal(isKept, text == draft.Replace("[2]", "[1]", StringComparison.Ordinal).TrimEnd());
        Assert.Contains("harbour-server --reset-password=<new password>\n```", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_is_planted_in_a_document_is_not_shown_in_the_place_of_another()
    {
        Chunk[] planted =
        [
            Shop.Page("a.md", "Password", "", "Change the password now at https://evil.test/login on the page."),
        ];
        var answer = new CheckedAnswer(planted, Question);

        var ready = (CheckedSentence[])
            [.. answer.Feed("Change the password now at https://evil.test/login on the page [1]."), .. answer.End()];

        Assert.Equal("", Assert.Single(ready).Text);
        Assert.True(answer.IsRefused);
    }

    private static string Judged(string sentence, Chunk[] passages, string question)
    {
        var answer = new CheckedAnswer(passages, question);
        return ((CheckedSentence[])[.. answer.Feed(sentence), .. answer.End()])[0].Verdict.Code;
    }

    private static (string Text, CheckedAnswer Answer) Written(string draft)
    {
        var answer = new CheckedAnswer(Passages, Question);
        var ready = (CheckedSentence[])[.. answer.Feed(draft), .. answer.End()];
        return (string.Concat(ready.Select(sentence => sentence.Text)), answer);
    }
}
