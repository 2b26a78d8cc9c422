using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Voice;

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
    [InlineData("Eine Lizenz gilt für fünf Geräte, siehe [hier](https://evil.test) [1].", "link")]
    [InlineData("Eine Lizenz gilt für fünf Geräte ![x](https://evil.test) [1].", "image")]
    [InlineData("Eine Lizenz gilt für fünf <i>Geräte</i> [1].", "markup")]
    [InlineData("Eine Lizenz gilt kostenlos für fünf Geräte [1].", "offer")]
    [InlineData("Wir werden eine Lizenz für fünf Geräte erstatten [1].", "offer")]
    [InlineData("Eine Lizenz gilt für fünf", "broken")]
    public void A_German_sentence_is_judged(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence, Licences, "Wie viele Geräte?"));

    [Theory]
    [InlineData("## Change the password", "passed")]
    [InlineData("## Harbour is the fastest", "no-citation")]
    [InlineData("Here is how to change the password:", "passed")]
    [InlineData("Passwords are never stored:", "no-citation")]
    [InlineData("I'm happy to help!", "no-citation")]
    [InlineData("Do you want to change the password?", "no-citation")]
    [InlineData("Yes.", "no-citation")]
    [InlineData("It is completely safe.", "no-citation")]
    public void Only_a_heading_or_lead_in_needs_no_citation(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence + "\n", Passages, Question));

    [Fact]
    public void A_sentence_that_fails_gives_way_to_the_plain_one_of_its_passage()
    {
        var (text, answer) = Written(
            "You can change the password on the settings page [1]. A password must have at least 8 characters [1].");

        Assert.Equal(
            "You can change the password on the settings page [1]. A password must have at least 12 characters. [1]",
            text);
        Assert.Equal("https://docs.test/password.md#0", Assert.Single(answer.Citations).Url);
    }

    [Fact]
    public void What_its_passage_says_is_not_said_twice()
    {
        var (text, _) = Written(
            "A password must have at least 12 characters [1]. A password must have at least 8 characters [1]. The "
                + "default schedule runs every day [4].");

        Assert.Equal("A password must have at least 12 characters [1]. The default schedule runs every day [2].", text);
    }

    [Fact]
    public void A_step_that_fails_gives_way_to_the_plain_step()
    {
        var (text, _) = Written(
            "Follow these steps [1]:\n\n1. Open **Settings**.\n2. Choose **Insecurity** and Security.\n3. Enter the "
                + "new password twice.\n");

        Assert.Equal(
            "Follow these steps [1]:\n\n1. Open **Settings**.\n2. Choose **Security**. [1]\n3. Enter the new password "
                + "twice.",
            text);
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

    [Theory]
    [InlineData("Pizza tastes best with basil [1].")]
    [InlineData("I hope that helps you along!")]
    [InlineData("See [1] https://evil.test/x.")]
    public void A_sentence_without_support_is_left_out_and_the_rest_goes_on(string useless)
    {
        const string First = "A password must have at least 12 characters [1].";
        const string Last = "The default schedule runs every day [4].";

        var (text, answer) = Written($"{useless} {First} {useless} {Last} {useless}");

        Assert.Equal($"{First} {Last.Replace("[4]", "[2]", StringComparison.Ordinal)}", text.Trim());
        Assert.Equal(2, answer.Citations.Count);
    }

    [Fact]
    public void What_announces_shows_with_what_follows_it_and_not_without()
    {
        const string Draft =
            "## Password\n\nHere is how to change the password:\n\n- Pizza tastes best with basil [1].\n";

        Assert.Equal("", Written(Draft).Text);
        Assert.Equal(
            "## Password\n\nA password must have at least 12 characters [1].",
            Written($"{Draft}\nPizza. A password must have at least 12 characters [1].").Text.Trim());
    }

    private const string Steps =
        "Follow these steps [1]:\n\n1. Open **Settings**.\n2. Choose **Security**.\n3. Enter the new password twice.";

    [Theory]
    [InlineData(Steps)]
    [InlineData(
        "Follow these steps [1]:\n\n1. Open **Settings** and choose **Security**.\n2. Enter the new password twice.")]
    public void Steps_in_their_order_are_said(string draft) => Assert.Equal(draft, Written(draft + "\n").Text);

    [Theory]
    [InlineData("Follow these steps [1]:\n\n1. Open **Settings**.\n2. Enter the new password twice.\n")]
    [InlineData("Follow these steps [1]:\n\n1. Choose **Security**.\n2. Open **Settings**.\n")]
    [InlineData("Follow these steps [1]:\n\n1. Open **Settings**.\n2. Eat a pizza.\n3. Choose **Security**.\n")]
    public void A_procedure_with_a_wrong_step_ends_in_the_words_of_its_source(string draft) =>
        Assert.Equal(Steps, Written(draft).Text.Replace(". [1]", ".", StringComparison.Ordinal));

    [Fact]
    public void Steps_that_cite_nothing_are_left_out() =>
        Assert.Equal("", Written("Follow these steps:\n\n1. Open **Settings**.\n").Text);

    [Theory]
    [InlineData("A password must have at least 12 characters 【1†source】.")]
    [InlineData("A password must have at least 12 characters.【1†L3-L5】")]
    [InlineData("A password must have at least 12 characters [^1].")]
    [InlineData("A password must have at least 12 characters.[^1]")]
    [InlineData("A password must have at least 12 characters (1).")]
    [InlineData("A password must have at least 12 characters. (1)")]
    [InlineData("A password must have at least 12 characters [Source 1].")]
    [InlineData("A password must have at least 12 characters. [doc 1]")]
    [InlineData("A password must have at least 12 characters¹.")]
    [InlineData("A password must have at least 12 characters.¹")]
    [InlineData("A password must have at least 12 characters [1-1].")]
    [InlineData("A password must have at least 12 characters.[1][1]")]
    public void Other_marks_of_sources_count_as_ours(string sentence)
    {
        var (text, answer) = Written($"{sentence} The default schedule runs every day [4].");

        Assert.Matches(
            @"^A password must have at least 12 characters\.? ?\[1\]\.?(?: ?\[1\])? The default schedule runs "
                + @"every day \[2\]\.$",
            text);
        Assert.Equal(["Password", "Schedule"], answer.Citations.Select(citation => citation.Title));
    }

    [Fact]
    public void A_range_of_sources_names_each() =>
        Assert.Equal([1, 2, 3], new DraftPart("", "It is so [1-3].", DraftShape.Sentence).Markers);

    [Theory]
    [InlineData("A password (77) must have at least 12 characters [1].")]
    [InlineData("A password of 77 m² must have at least 12 characters [1].")]
    public void What_is_no_mark_of_a_source_is_text(string sentence) =>
        Assert.Equal("number", Judged(sentence, Passages, Question));

    [Theory]
    [InlineData("<think>The passages say 12 [1]. Hmm.</think>", "")]
    [InlineData("<thinking>\n1. Read.\n</thinking>\n\n", "")]
    [InlineData("", "<think>And now the rest [1]. A password")]
    [InlineData("```markdown\n", "\n```")]
    [InlineData("```\n", "\n```\n")]
    public void Reasoning_and_a_fence_around_the_answer_are_dropped(string before, string behind)
    {
        const string Sentence = "A password must have at least 12 characters [1].";

        Assert.Equal(Sentence, Written($"{before}{Sentence}{behind}").Text.Trim());
        var answer = new CheckedAnswer(Passages, Question);
        var pieces = $"{before}{Sentence}{behind}".SelectMany(letter => answer.Feed($"{letter}")).ToList();
        Assert.Equal(Sentence, string.Concat(pieces.Concat(answer.End()).Select(piece => piece.Text)).Trim());
    }

    [Theory]
    [InlineData(Fault.Judge, "judge")]
    [InlineData(Fault.Unjudged, "unjudged")]
    public void What_the_judge_does_not_affirm_is_not_said(object objection, string code)
    {
        var answer = new CheckedAnswer(Passages, Question);
        ReadPart[] parts = [.. answer.Read("Passwords of 12 characters suffice [1]. "), .. answer.ReadEnd()];

        var settled = answer.Settle(Assert.Single(parts), (Fault)objection);

        Assert.Equal(code, settled.Verdict.Code);
        Assert.DoesNotContain("suffice", settled.Text, StringComparison.Ordinal);
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
        var (text, _) = Written(draft);

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
    }

    [Theory]
    [InlineData("Happy to help!", "Happy to help!")]
    [InlineData("Happy to HELP.", "Happy to HELP.")]
    [InlineData("Happy to help for free!", "")]
    [InlineData("- Happy to help!", "")]
    public void A_phrase_of_the_brand_needs_no_source_and_no_judge(string opening, string shown)
    {
        var answer = new CheckedAnswer(Passages, Question, new LanguageVoice { Greeting = "Happy to help!" });
        ReadPart[] parts = [.. answer.Read($"{opening}\n\n"), .. answer.ReadEnd()];
        var part = Assert.Single(parts);
        Assert.False(part.NeedsJudgement);
        Assert.Equal(shown, answer.Settle(part, null).Text.Trim());
        Assert.Empty(answer.Citations);
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
