using System.Text;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Markdown;

namespace SupportBot.Tests.Documents;

/// <summary>Encodings, drafts and titles, as site generators have them.</summary>
public sealed class GeneratorTests
{
    [Theory]
    [InlineData(0xFF, 0xFE, false)]
    [InlineData(0xFE, 0xFF, true)]
    public void Text_in_UTF_16_with_a_byte_order_mark_is_read(byte first, byte second, bool isBigEndian)
    {
        var text = new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetBytes("# \u00C4\n\nText.");
        var document = Assert.IsType<ReadResult.Read>(Read("a.md", [first, second, .. text])).Document;
        Assert.Equal("\u00C4", document.Title);
    }

    [Theory]
    [InlineData("---\ndraft: true\n---\nText.")]
    [InlineData("+++\ndraft = true\n+++\nText.")]
    [InlineData("---\npublished: false\n---\nText.")]
    public void A_draft_is_not_published(string content)
    {
        var rejected = Assert.IsType<ReadResult.Rejected>(Read("a.md", Encoding.UTF8.GetBytes(content)));
        Assert.Contains("draft", rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("guides/index.md", "Text.", "guides")]
    [InlineData("guides/_index.md", "Text.", "guides")]
    [InlineData("README.md", "Text.", "README")]
    [InlineData("guides/start.md", "---\nsidebar_label: Begin\n---\nText.", "Begin")]
    [InlineData("guides/start.md", "**Is it?**\n\nIt is.", "start")]
    [InlineData("guides/start.md", "---\nsidebar_label: Begin\n---\n# Start\n\nText.", "Start")]
    public void A_document_has_the_title_that_its_readers_see(string file, string content, string title)
    {
        var document = Assert.IsType<ReadResult.Read>(Read(file, Encoding.UTF8.GetBytes(content))).Document;
        Assert.Equal(title, document.Title);
    }

    private static ReadResult Read(string file, byte[] content) =>
        new MarkdownReader().Read(new SourceFile(file, content, "hash", new DocumentDefaults()));
}
