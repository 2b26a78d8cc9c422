using SupportBot.Core.Knowledge;
using SupportBot.Documents.PlainText;

namespace SupportBot.Tests.Documents;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Kettle\n======\n\nA\nB.\n\nCare\n----\n\nC.", "A\nB.|[Care]|C.")]
    [InlineData("A:\n- B\n- C\n  goes on", "A:|List: - B\n- C\n  goes on")]
    [InlineData("1. A\n2) B\n\n* C\n  * D", "Procedure: 1. A\n2. B|List: - C\n  - D")]
    [InlineData("Run:\n\n    a --b\n      c\n\nThen.", "Run:|Code: ```\na --b\n  c\n```|Then.")]
    [InlineData("2 * 3 * 4 [x] <b> __init__ `c`\n# d\n> e",
        "2 \\* 3 \\* 4 \\[x\\] \\<b> \\_\\_init\\_\\_ \\`c\\`\n\\# d\n\\> e")]
    [InlineData("A.\n\n-----------\n\nB.", "A.|B.")]
    public void Text_is_read_as_it_looks(string content, string expected) =>
        Assert.Equal(expected, ReadParts.Of(new PlainTextReader(), content));

    [Fact]
    public void Front_matter_is_read() => Assert.Equal(Audience.Internal,
        ReadParts.Document(new PlainTextReader(), "---\naudience: internal\n---\nText.").Audience);

    [Theory]
    [InlineData("Audience: internal\n\nText.")]
    [InlineData("Kettle\n======\n\naudience = internal\n\nText.")]
    public void A_stray_audience_rejects_the_document(string content) =>
        Assert.True(
            Assert.IsType<ReadResult.Rejected>(ReadParts.Read(new PlainTextReader(), content)).IsAudienceUnclear);

    [Fact]
    [Trait("Category", "Full")]
    public void Hostile_text_is_read_in_time() => Assert.All(HostileText.All, text =>
        Assert.True(ReadParts.TimeOf(new PlainTextReader(), text) < HostileText.MaxTime, text[..50]));
}
