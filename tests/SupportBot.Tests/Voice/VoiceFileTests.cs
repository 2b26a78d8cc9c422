using SupportBot.Brands;
using SupportBot.Core.Voice;
using SupportBot.Settings;

namespace SupportBot.Tests.Voice;

public sealed class VoiceFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void The_default_brand_has_a_profile_that_its_own_exemplars_keep()
    {
        var profile = VoiceFile.Read(Path.Combine(AppContext.BaseDirectory, "brands", "default", VoiceFile.Name));
        Assert.Equal(12, profile.Version.Length);
        Assert.Equal(["de", "en"], profile.Languages.Keys.Order());
        foreach (var (language, voice) in profile.Languages)
        {
            Assert.NotEmpty(voice.Exemplars);
            foreach (var text in voice.Exemplars)
                Assert.DoesNotContain(
                    VoiceChecker.Check(text, profile, language).Violations,
                    found => found.Level > VoiceLevel.Suggestion);
        }
    }

    [Fact]
    public void A_brand_without_the_file_has_no_rules() => Assert.Same(
        VoiceProfile.None, VoiceFile.Read(Path.Combine(Path.GetTempPath(), "no-such-voice.yaml")));

    [Theory]
    [InlineData("trait: [warm]", "line 1: 'trait' is not known here; did you mean 'traits'?")]
    [InlineData("languages:\n  english:\n    emoji: 0", "line 3: 'english' is no language code")]
    [InlineData("languages:\n  en:\n    emoji: many", "line 3: 'emoji' must be a number")]
    [InlineData("languages:\n  en:\n    emoji: -1", "'emoji' must be 0, 1, 2 …")]
    [InlineData("languages:\n  en:\n    lexicon: [a, b]", "line 3: 'lexicon' must be pairs such as 'utilize: use'")]
    [InlineData("languages:\n  en:\n    rules:\n      - name: x\n        extends: magic", "'magic' is no kind of rule")]
    [InlineData("languages:\n  en:\n    rules:\n      - name: x\n        extends: existence", "'tokens' is missing")]
    [InlineData(
        "languages:\n  en:\n    rules:\n      - name: x\n        extends: existence\n        tokens: ['(']", "line 6:")]
    [InlineData(
        "languages:\n  en:\n    rules:\n      - name: x\n        extends: existence\n        tokens: ['a(?=b)']",
        "line 6:")]
    [InlineData(
        "languages:\n  en:\n    rules:\n      - name: x\n        extends: metric\n        formula: word / 2\n"
            + "        condition: '> 1'",
        "line 6: the formula does not go on at 'word / 2'")]
    [InlineData(
        "languages:\n  en:\n    rules:\n      - name: x\n        extends: metric\n        formula: words\n"
            + "        condition: about 3",
        "line 7: a condition looks like")]
    [InlineData(
        "languages:\n  en:\n    rules:\n      - name: x\n        extends: readability\n        grade: 3\n"
            + "      - name: x\n        extends: readability\n        grade: 4",
        "two rules have the name 'x'")]
    [InlineData("languages:\n  en:\n   emoji: 0\n  emoji: [", "line ")]
    [InlineData("- a", "line 1: a profile has keys")]
    public void What_is_wrong_is_said_with_its_line(string text, string problem)
    {
        File.WriteAllText(_file, text);
        var wrong = Assert.Throws<SettingsException>(() => VoiceFile.Read(_file));
        Assert.StartsWith(_file, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(problem, wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);
}
