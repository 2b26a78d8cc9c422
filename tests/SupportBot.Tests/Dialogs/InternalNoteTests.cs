using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Dialogs;
using SupportBot.Settings;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Dialogs;

public sealed class InternalNoteTests
{
    private static readonly Brand Brand = BrandFiles.Read(new BrandOptions());

    [Theory]
    [InlineData(
        "en", "A. [1] B. [2] C. [3]\n\nFrom internal documents, for our own people only: [2] [3]", Audience.Public,
        Audience.Internal, Audience.Internal)]
    [InlineData(
        "de", "A. [1] B. [2] C. [3]\n\nAus internen Dokumenten, nur für das eigene Haus: [1]", Audience.Internal,
        Audience.Public, Audience.Public)]
    [InlineData("en", "A. [1] B. [2] C. [3]", Audience.Public, Audience.Public, Audience.Public)]
    public void An_answer_names_its_internal_sources(string language, string expected, params Audience[] audiences)
    {
        var citations = audiences
            .Select((audience, i) => new Citation(i + 1, "Guide", "", "guide.md", "/docs/guide.md", "A.", audience))
            .ToList();
        var answer = Answerer.Of(AnswerKind.Answered, "A. [1] B. [2] C. [3]", citations);
        Assert.Equal(expected, InternalNote.AddTo(answer, Brand.In(language).Chat).Text);
    }
}
