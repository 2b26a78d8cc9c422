using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class ScriptLanguageTests
{
    [Theory]
    [InlineData("水を沸かします。`kettle boil`で三分かかります。", "ja")]
    [InlineData("ケトルのスイッチを押します。", "ja")]
    [InlineData("按下按钮，水会在三分钟内烧开。请使用 kettle boil 命令。", "zh")]
    [InlineData("버튼을 누르면 물이 끓습니다.", "ko")]
    [InlineData("Press the button. The label says 沸騰.", null)]
    [InlineData("Нажмите кнопку.", null)]
    [InlineData("", null)]
    public void The_script_tells_the_language_where_only_one_has_it(string text, string? language) =>
        Assert.Equal(
            language,
            ScriptLanguage.Of([
                new TextBlock("x = 1; // a long piece of code in ASCII letters", BlockKind.Code),
                new TextBlock(text),
            ]));
}
