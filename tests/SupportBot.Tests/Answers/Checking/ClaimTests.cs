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
    [InlineData("The distance between two sites is 385,000.6 km at most [1].", "passed")]
    [InlineData("The distance between two sites is 386,000 kilometers at most [1].", "number")]
    [InlineData("The distance between two sites is 239,228 kilometers at most [1].", "number")]
    public void A_number_must_be_the_one_of_its_unit(string sentence, string code) =>
        Assert.Equal(code, Judged(sentence));

    [Theory]
    [InlineData("The documents do not mention primary and secondary keys.", true)]
    [InlineData("I'm sorry, I couldn't find anything about that.", true)]
    [InlineData("Backups are kept on laptops.", false)]
    public void That_something_is_not_known_is_recognised_and_not_said(string sentence, bool isUnknown)
    {
        var answer = new CheckedAnswer([Sdk], "What is better, primary or secondary keys?");
        ReadPart[] parts = [.. answer.Read(sentence + "\n"), .. answer.ReadEnd()];

        Assert.Equal((isUnknown, "no-citation"), (parts[0].IsUnknown, parts[0].Verdict.Code));
    }

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
