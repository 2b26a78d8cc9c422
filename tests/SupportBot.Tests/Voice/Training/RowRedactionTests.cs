using SupportBot.Core.Voice.Training;

namespace SupportBot.Tests.Voice.Training;

public sealed class RowRedactionTests
{
    [Theory]
    [InlineData("Write to anna@example.org or call +49 30 1234567.", "Write to [email] or call [phone].")]
    [InlineData("Thanks, Ana Torres. Ana will look.", "Thanks, [name]. [name] will look.")]
    [InlineData("My name is Ben Adams, I have lost my key.", "My name is [name], I have lost my key.")]
    [InlineData("Customer 4711 8142 93 asks.", "Customer [number] asks.")]
    [InlineData("Order INV-20931 is late.", "Order [number] is late.")]
    [InlineData("It was on 2026-11-24, 3 times of 12.", "It was on 2026-11-24, 3 times of 12.")]
    [InlineData("I am sure that Docker runs.", "I am sure that Docker runs.")]
    public void Personal_data_is_replaced(string text, string expected) => Assert.Equal(
        expected, Talks.Redaction.Redact(text, "en", ["Ana Torres"], [new RowSource("a.md", "", "Run it.")]));

    [Theory]
    [InlineData("Write to help@example.com, at port 508012.")]
    [InlineData("Ana is the name of the sample agent.")]
    public void What_a_passage_says_stays(string text) => Assert.Equal(
        text,
        Talks.Redaction.Redact(
            text, "en", ["Ana Torres"],
            [new RowSource("a.md", "", "Mail `help@example.com`. Use port 508012. The sample agent is called Ana.")]));

    [Fact]
    public void German_introductions_are_known() => Assert.Equal(
        "Guten Tag, ich heiße [name].",
        Talks.Redaction.Redact("Guten Tag, ich heiße Jörg Müller.", "de", [], [new RowSource("a.md", "", "Text.")]));
}
