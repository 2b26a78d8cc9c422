using SupportBot.Brands;
using SupportBot.Core.Voice;

namespace SupportBot.Tests.Voice;

public sealed class VoiceCheckerTests : IDisposable
{
    private const string Difficult = "Administrative responsibilities necessitate comprehensive organizational "
        + "communication capabilities, considering accountability. ";

    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("extends: existence\ntokens: [simply, 'just \\w+']", "Simply do it, just do.", "Simply|just do")]
    [InlineData("extends: existence\ntokens: [simply]\nignorecase: false", "Simply press it.", "")]
    [InlineData("extends: substitution\nswap: {utilize: use}", "Utilize it. We utilized it.", "Utilize")]
    [InlineData("extends: consistency\neither: {email: e-mail}", "An email is an e-mail.", "e-mail")]
    [InlineData("extends: consistency\neither: {email: e-mail}", "An email is an email.", "")]
    [InlineData("extends: occurrence\ntoken: '!'\nmax: 1", "One! Two!", "One! Two!")]
    [InlineData("extends: occurrence\ntoken: '\\w+'\nmax: 2\nscope: sentence", "Go. Now do four. Go.", "Now do four.")]
    [InlineData("extends: occurrence\ntoken: ','\nmax: 1\nscope: paragraph", "A, b.\n\nC, d, e.", "C, d, e.")]
    [InlineData("extends: occurrence\ntoken: you\nmin: 1", "Press it.", "")]
    [InlineData("extends: readability\ngrade: 8", "Go on. See it.", null)]
    [InlineData("extends: readability\ngrade: 8", Difficult, null)]
    [InlineData("extends: metric\nformula: (words - 1) / sentences\ncondition: '> 3'", "One two three.", null)]
    public void A_rule_finds_what_breaks_it(string rule, string text, string? found)
    {
        var violations = Check(rule, text);
        if (found is null) Assert.Empty(violations);
        else
            Assert.Equal(
                found.Split('|'),
                violations.Select(each => text.Substring(each.Offset, each.Length)).DefaultIfEmpty(""));
    }

    [Theory]
    [InlineData("extends: occurrence\ntoken: you\nmin: 1", "Press it.")]
    [InlineData("extends: readability\ngrade: 8", Difficult + Difficult + Difficult + Difficult)]
    [InlineData("extends: metric\nformula: words / sentences\ncondition: '>= 3'", "One two three. Four five six.")]
    public void A_rule_about_the_whole_text_finds_it_once(string rule, string text) => Assert.Single(Check(rule, text));

    [Theory]
    [InlineData("Call `utilize()` now.")]
    [InlineData("```\nutilize\n```")]
    [InlineData("See https://example.com/utilize for more.")]
    [InlineData("See [this](https://example.com/utilize).")]
    [InlineData("Open utilize.json.")]
    [InlineData("![utilize](utilize.png)")]
    [InlineData("| utilize |\n|---|\n| utilize |")]
    public void What_is_no_prose_is_not_checked(string text) =>
        Assert.Empty(Check("extends: substitution\nswap: {utilize: use}", text));

    [Fact]
    public void Points_are_counted_for_a_hundred_words()
    {
        var report = Report("extends: existence\nlevel: error\ntokens: [bad]", "bad " + string.Join(
            ' ', Enumerable.Repeat("word", 49)));
        Assert.Equal(50, report.Metrics.Words);
        Assert.Equal(8, report.Score);
    }

    public void Dispose() => File.Delete(_file);

    private IReadOnlyList<VoiceViolation> Check(string rule, string text) => Report(rule, text).Violations;

    private VoiceReport Report(string rule, string text)
    {
        var lines = string.Concat(rule.Split('\n').Select(line => $"\n        {line}"));
        File.WriteAllText(_file, $"languages:\n  en:\n    rules:\n      - name: tested{lines}\n");
        return VoiceChecker.Check(text, VoiceFile.Read(_file), "en");
    }
}
