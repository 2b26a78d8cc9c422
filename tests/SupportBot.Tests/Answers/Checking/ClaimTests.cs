using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Answers.Checking;

public sealed class ClaimTests
{
    private static readonly Chunk Sdk = Shop.Page("sdk.md", "SDK", "",
        """
        You can install the SDK with Carthage or from source code. You need the operator role to install it.
        The distance between two sites is 385,000.6 km (239,228 mi) at most.
        Choose a plan on the [plans page](https://plans.test/all). There are two plans: Free and Pro.
        You can submit applications that are written in Python. You can't submit applications while the instance stops.
        A deleted key cannot be restored. If a server has expired, its entry is restored, not the server itself.
        Backups are kept on servers and on laptops. The service could not find \<key_name>.
        Images have a name. Images have a size. Images have a date. Images have an owner.
        Images have a state. Images have a region.
        To change the state of an image, set a date in the future. You can't use the current date.
        """);

    [Theory]
    [InlineData("Backups are kept on laptops, not just on servers [1].", "passed")]
    [InlineData("You can't submit applications while the instance stops [1].", "passed")]
    [InlineData("You can't submit applications that are written in Python [1].", "negation")]
    [InlineData("A deleted key cannot be restored [1].", "passed")]
    [InlineData("A deleted key cannot not be restored [1].", "negation")]
    [InlineData("A deleted key can be restored [1].", "negation")]
    [InlineData(
        "Backups are kept on servers and laptops and have an owner, "
            + "and for an image you can't use the current date [1].",
        "passed")]
    public void A_negation_is_compared_where_the_source_says_the_same(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence));

    [Theory]
    [InlineData("Can I just not use Carthage?", "passed")]
    [InlineData("How do I install the SDK?", "negation")]
    public void A_condition_may_deny_what_the_question_denies(string question, string code) =>
        Assert.Equal(
            code,
            Judged("If you do not want to use Carthage, you can install the SDK from source code [1].", question));

    [Theory]
    [InlineData("You may need the operator role to install the SDK [1].", "passed")]
    [InlineData("You must install the SDK with Carthage or from source code [1].", "modal")]
    public void A_must_may_be_softened_but_not_invented(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence));

    [Theory]
    [InlineData("The distance between two sites is 385,000.6 km at most [1].", "passed")]
    [InlineData("The distance between two sites is 386,000 kilometers at most [1].", "number")]
    [InlineData("The distance between two sites is 239,228 kilometers at most [1].", "number")]
    public void A_number_must_be_the_one_of_its_unit(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence));

    [Theory]
    [InlineData("I am not aware of any particular limitations.", "passed")]
    [InlineData("The documents do not mention primary and secondary keys.", "passed")]
    [InlineData("I don't have information about the Command Line (CLI).", "no-citation")]
    [InlineData("It is hard to say whether primary or secondary keys are better.", "passed")]
    [InlineData("Which one is better is subjective and depends on personal preferences.", "passed")]
    [InlineData("I don't have information about keys and primary keys are safe.", "no-citation")]
    [InlineData("There is no specific limit on uploads.", "no-citation")]
    [InlineData("The server does not know the password.", "no-citation")]
    [InlineData("I don't have an exact count of all plans, but here are two: Free and Pro [1].", "passed")]
    public void That_something_is_not_known_is_no_claim(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence, "What is better, primary or secondary keys?"));

    [Theory]
    [InlineData("A plan for Python is chosen on the plans page [1].", "Which plan do I need for Python?", "passed")]
    [InlineData("A plan for Oracle is chosen on the plans page [1].", "Which plan do I need for Oracle?", "name")]
    public void A_name_of_the_question_may_stand_anywhere_in_the_passage_but_must_stand_there(
        string sentence, string question, string code) => Assert.Equal(code, Judged(sentence, question));

    [Theory]
    [InlineData(
        "Choose a plan on the [plans page](https://plans.test/all) [1].", "Choose a plan on the plans page [1].")]
    [InlineData("The service could not find <key_name> [1].", "The service could not find `<key_name>` [1].")]
    [InlineData("The service could not find `<key_name>` [1].", "The service could not find `<key_name>` [1].")]
    public void A_link_or_placeholder_of_the_passage_is_shown_without_its_address_or_as_code(
        string drafted, string shown)
    {
        var sentence = Checked(drafted, "Which plan?");

        Assert.Equal(("passed", shown, drafted), (sentence.Verdict.Code, sentence.Text, sentence.Drafted));
    }

    [Theory]
    [InlineData("Choose a plan on the [plans page](https://evil.test/all) [1].", "link")]
    [InlineData("Choose a plan on the [https://evil.test](https://plans.test/all) [1].", "link")]
    [InlineData("Choose a plan <b onclick=x> on the plans page [1].", "markup")]
    [InlineData("Choose a plan on the <plans_page> [1].", "markup")]
    public void What_no_passage_has_is_not_mended(string drafted, string code) => Assert.Equal(code, Judged(drafted));

    [Theory]
    [InlineData("ログは30日間保存されます [1]。", "passed")]
    [InlineData("ログは90日間保存されます。[1]", "number")]
    [InlineData("ログは３０日間残ります。[1]", "passed")]
    [InlineData("設定を変えるにはconfig.yamlを開きます。[1]", "passed")]
    [InlineData("設定を変えるにはsecret.yamlを編集します。[1]", "name")]
    [InlineData("アカウントは無料で解約できます。[1]", "not-supported")]
    public void A_sentence_without_blanks_is_judged_by_its_words(string sentence, string code)
    {
        var page = Shop.Page("log.md", "ログ", "", "ログは30日間保存されます。設定はconfig.yamlを編集して変更します。", language: "ja");
        Assert.Equal(code, Checked(sentence, "ログについて", page).Verdict.Code);
    }

    [Fact]
    public void A_word_of_assent_is_judged_with_what_follows_it()
    {
        var answer = new CheckedAnswer([Sdk], "Are backups kept on laptops?");

        var ready = (CheckedSentence[])
            [.. answer.Feed("Yes, that is right. Backups are kept on laptops [1]. "), .. answer.End()];

        Assert.Equal("Yes, that is right. Backups are kept on laptops [1].", Assert.Single(ready).Text);
    }

    private static string Judged(string sentence, string question = "What should I know?") =>
        Checked(sentence, question).Verdict.Code;

    private static CheckedSentence Checked(string sentence, string question, Chunk? source = null)
    {
        var answer = new CheckedAnswer([source ?? Sdk], question);
        return ((CheckedSentence[])[.. answer.Feed(sentence + "\n"), .. answer.End()])[0];
    }
}
