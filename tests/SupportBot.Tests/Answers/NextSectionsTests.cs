using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Answers;

/// <summary>Below an answer are the next sections of its document, as messages that ask for them.</summary>
public sealed class NextSectionsTests
{
    private const string Tea = "tea.md";

    private static readonly IReadOnlyList<Chunk> Document =
    [
        Page("Brewing", "The kettle brews green tea at eighty degrees, and black tea at the boil.", 0),
        Page("Brewing", "Green tea that is brewed for long gets bitter, so a bell rings after two minutes.", 1),
        Page("See also", "[Cups](cups.md), [Pots](pots.md) and [Saucers](saucers.md)", 2),
        Page("How do I clean the kettle?", "Fill it with vinegar and water, and wait for a quarter of an hour.", 3),
        Page("Contact a human", "Write us a letter of not more than two pages, and add a stamp for the reply.", 4),
        Page("Storage", "Keep the leaves dry and dark, and away from coffee, which spoils their scent.", 5),
        Page("Warranty", "The kettle has a warranty of three years from the day on which it was bought.", 6),
    ];

    [Fact]
    public async Task They_follow_the_cited_one_and_ask_for_themselves()
    {
        using var library = await Library.OfAsync([.. Shop.English, .. Document]);

        var answer = await library.AskAsync("At how many degrees does the kettle brew green tea?");

        Assert.Equal((AnswerKind.Answered, Tea), (answer.Kind, answer.Citations[0].DocumentId));
        Assert.Equal(["How do I clean the kettle?", "Tea: Contact a human"], answer.Choices);
    }

    [Theory]
    [InlineData("How do I clean the kettle?", "vinegar")]
    [InlineData("Tea: Storage", "scent")]
    [InlineData("tea warranty", "three years")]
    public async Task A_click_gets_the_section(string message, string text)
    {
        using var library = await Library.OfAsync([.. Shop.English, .. Document]);

        await library.GoOnAsync("At how many degrees does the kettle brew green tea?");
        var answer = await library.GoOnAsync(message);

        Assert.Equal((AnswerKind.Answered, "same-question"), (answer.Kind, answer.Evidence.Reason));
        Assert.Contains(text, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_section_and_a_reply_without_sources_have_none()
    {
        using var library = await Library.OfAsync([.. Shop.English, .. Document]);

        Assert.Empty((await library.AskAsync("How long is the warranty of the kettle?")).Choices);
        Assert.Empty((await library.AskAsync("Zebras giraffes?")).Choices);
    }

    private static Chunk Page(string section, string text, int ordinal) =>
        Shop.Page(Tea, "Tea", section, text, ordinal);
}
