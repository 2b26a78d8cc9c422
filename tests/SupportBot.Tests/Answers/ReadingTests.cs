using SupportBot.Core.Answers.Reading;

namespace SupportBot.Tests.Answers;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("One. Two! Three?", new[] { "One.", "Two!", "Three?" })]
    [InlineData("Use e.g. Linux. Then stop.", new[] { "Use e.g. Linux.", "Then stop." })]
    [InlineData("Das gilt z.B. für Windows. Sonst nicht.", new[] { "Das gilt z.B. für Windows.", "Sonst nicht." })]
    [InlineData("Run `a. B` now. It takes 1.5 hours.", new[] { "Run `a. B` now.", "It takes 1.5 hours." })]
    [InlineData("See [the. Page](x.md). Done.", new[] { "See [the. Page](x.md).", "Done." })]
    [InlineData("Version 2. It works", new[] { "Version 2.", "It works" })]
    [InlineData("開きます。保存！終わり？はい", new[] { "開きます。", "保存！", "終わり？", "はい" })]
    [InlineData("「はい。」を押す（急ぐ。）。次へ。", new[] { "「はい。」を押す（急ぐ。）。", "次へ。" })]
    [InlineData("**点击。**然后保存。 完成。", new[] { "**点击。**", "然后保存。", "完成。" })]
    public void A_paragraph_is_taken_apart_into_sentences(string text, string[] sentences) =>
        Assert.Equal(sentences, Sentences.In(text).Select(span => text[span.Start..span.End]));

    [Theory]
    [InlineData("Open **Settings** and run `x`.", "Open **Settings** and run `x`.")]
    [InlineData("See [the guide](https://evil.test) now.", "See the guide now.")]
    [InlineData("Look: ![shot](a.png) there.", "Look: there.")]
    [InlineData("Visit https://a.test/x now.", "Visit `https://a.test/x` now.")]
    [InlineData("Visit <https://a.test/x>.", "Visit `https://a.test/x`.")]
    [InlineData("Not <b>bold</b> &amp; fine", "Not bold & fine")]
    [InlineData("設定\n画面を[開](a.md)きます、\nPDFも。", "設定画面を開きます、PDFも。")]
    public void Text_keeps_its_words_and_loses_links_images_and_html(string markdown, string clean) =>
        Assert.Equal(clean, CleanMarkdown.Sentence(markdown));

    [Fact]
    public void A_passage_falls_into_sentences_items_rows_and_code()
    {
        var units = Units.Of(Shop.Page("a.md", "A", "", """
            Do this. See the other page.

            - one
            - two

            | A | B |
            | --- | --- |
            | 1 | 2 |
            | `a \| b` | 3 \| 4 |

            ```sh
            run
            ```
            """));

        Assert.Equal(
            [
                (ClaimShape.Sentence, "Do this."),
                (ClaimShape.Item, "- one"),
                (ClaimShape.Item, "- two"),
                (ClaimShape.Row, "| 1 | 2 |"),
                (ClaimShape.Row, @"| `a \| b` | 3 \| 4 |"),
                (ClaimShape.Code, "```sh\nrun\n```"),
            ],
            units.Select(unit => (unit.Claim.Shape, unit.Claim.Text)));
    }

    [Fact]
    public void Every_quote_stands_verbatim_in_its_passage() =>
        Assert.All(
            Shop.English.Concat(Shop.German).SelectMany(Units.Of),
            unit => Assert.Contains(unit.Claim.Quote, unit.Claim.Chunk.Text, StringComparison.Ordinal));
}
