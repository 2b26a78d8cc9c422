using SupportBot.Embedded.Training;

namespace SupportBot.Tests.Embedded.Training;

public sealed class WordTokensTests
{
    [Theory]
    [InlineData("Restart the Servers' queries, classes!", "restart the server query classe")]
    [InlineData("access status ID=42 v4.1.1", "access status id 42 v4 1 1")]
    [InlineData("Größe ändern", "größe ändern")]
    [InlineData("файлы на диске", "файлы на диске")]
    [InlineData("設定を変更", "設 定 を 変 更")]
    [InlineData("한국어 문서", "한국어 문서")]
    [InlineData("", "")]
    [InlineData(" 🙂👍🏽 … \u0000\ud800", "")]
    public void Words_are_lower_case_without_plural(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Words(text)));

    [Fact]
    public void A_run_without_end_is_cut() =>
        Assert.Equal(new string('x', 40), Assert.Single(Words(new string('x', 100_000))));

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var word in new WordTokens(text)) words.Add(word.ToString());
        return words;
    }
}
