using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Facts;
using SupportBot.Tests.Answers;

namespace SupportBot.Tests.Voice.Facts;

public sealed class FactGateTests
{
    private const string Plain =
        "You must not delete the last version with `--purge`. [1] Harbour keeps at least 5 versions for 30 days. [1] "
            + "Version 2.0.9 asks GitHub, see https://docs.example/api and storage.json. [2] "
            + "Open **Settings** if it was changed on March 3, 2026. [2]";

    private const string Steps =
        "To change it: [1]\n\n1. Open the settings page. [1]\n2. Choose a security level. [1]\n3. Save the form. [1]";

    private static readonly LanguageVoice Voice = new() { Greeting = "Happy to help!", Phrases = ["You've got this!"] };

    [Fact]
    public void A_faithful_restyling_passes() => Assert.Empty(Check(
        Plain,
        "Happy to help!\n\nYou mustn't delete the last version with `--purge`. [1] In your backups, Harbour keeps at "
            + "least 5 versions for 30 days. [1] Version 2.0.9 asks GitHub. [2] See https://docs.example/api and "
            + "storage.json for that version. [2] If it was changed on March 3, 2026, open **Settings**. [2] "
            + "You've got this!"));

    [Theory]
    [InlineData("5 versions", "6 versions", FactKind.Number)]
    [InlineData("5 versions", "50 versions", FactKind.Number)]
    [InlineData("30 days", "30 weeks", FactKind.Number)]
    [InlineData("March 3", "March 4", FactKind.Date)]
    [InlineData("2.0.9", "2.0.8", FactKind.Version)]
    [InlineData("GitHub", "GitLab", FactKind.Name)]
    [InlineData("docs.example/api", "docs.example/apis", FactKind.Address)]
    [InlineData("storage.json", "store.json", FactKind.Path)]
    [InlineData("`--purge`", "`--purges`", FactKind.Code)]
    [InlineData("**Settings**", "**Options**", FactKind.Label)]
    [InlineData("`--purge`. [1]", "`--purge`. [2]", FactKind.Citation)]
    [InlineData("`--purge`. [1]", "`--purge`.", FactKind.Citation)]
    [InlineData("2026. [2]", "2026. [2] [3]", FactKind.Citation)]
    [InlineData("2026. [2]", "2026. [2] Every licence includes phone support.", FactKind.Claim)]
    [InlineData("Harbour keeps at least 5 versions for 30 days. [1] ", "", FactKind.Claim)]
    public void A_changed_fact_is_found(string fact, string other, FactKind kind)
    {
        var report = FactGate.Check(Plain, Plain.Replace(fact, other, StringComparison.Ordinal), "en", Voice);
        Assert.False(report.IsPassed);
        Assert.Contains(report.Findings, finding => finding.Kind == kind);
    }

    [Theory]
    [InlineData("must not", "must", FactKind.Negation)]
    [InlineData("must not", "may not", FactKind.Modal)]
    [InlineData(" if it was", " unless it was", FactKind.Condition)]
    [InlineData("at least", "at most", FactKind.Comparison)]
    public void A_changed_meaning_is_only_a_hint(string words, string others, FactKind kind)
    {
        var report = FactGate.Check(Plain, Plain.Replace(words, others, StringComparison.Ordinal), "en");
        Assert.True(report.IsPassed);
        Assert.False(report.IsClean);
        Assert.Contains(report.Findings, finding => finding.Kind == kind && finding.IsHint);
    }

    [Theory]
    [InlineData("2. Choose a security level. [1]\n3. Save", "2. Save", FactChange.Missing)]
    [InlineData("3. Save the form. [1]", "3. Save the form. [1]\n4. Restart the browser. [1]", FactChange.Added)]
    [InlineData(
        "2. Choose a security level. [1]\n3. Save the form.", "2. Save the form. [1]\n3. Choose a security level.",
        FactChange.Moved)]
    public void Steps_keep_their_number_and_order(string steps, string others, FactChange change)
    {
        Assert.Empty(Check(Steps, Steps));
        var report = FactGate.Check(Steps, Steps.Replace(steps, others, StringComparison.Ordinal), "en");
        Assert.Contains(report.Findings, finding => finding.Kind == FactKind.Step && finding.Change == change);
    }

    [Fact]
    public void An_answer_is_checked_by_the_passages_that_it_cites()
    {
        const string Right = "Happy to help! A password must have at least 12 characters [1].";
        Assert.True(FactGate.Check(Shop.English, Right, voice: Voice).IsPassed);
        Assert.Equal(FactKind.Citation, Assert.Single(FactGate.Check(Shop.English, Right).Findings).Kind);
        var wrong = FactGate.Check(Shop.English, Right.Replace("12", "8", StringComparison.Ordinal), voice: Voice);
        var finding = Assert.Single(wrong.Findings);
        Assert.Equal((FactKind.Number, FactChange.Added), (finding.Kind, finding.Change));
        Assert.Contains("8 characters", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_not_read() => Assert.Throws<ArgumentOutOfRangeException>(
        () => FactGate.Check(Plain, new string('a', FactGate.LongestText + 1), "en"));

    private static IEnumerable<string> Check(string plain, string restyled) =>
        FactGate.Check(plain, restyled, "en", Voice).Findings
            .Select(finding => $"{finding.Kind} {finding.Change} {finding.Text}");
}
