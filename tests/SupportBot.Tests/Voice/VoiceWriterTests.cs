using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Voice;
using SupportBot.Tests.Answers;

namespace SupportBot.Tests.Voice;

public sealed class VoiceWriterTests
{
    private static readonly VoiceWriter Writer = new(new VoiceProfile
    {
        Languages = new Dictionary<string, LanguageVoice>
        {
            ["en"] = new()
            {
                Greeting = "Good question.", Closing = "All clear?",
                Lexicon = new Dictionary<string, string>
                {
                    ["utilize"] = "use", ["order"] = "sequence", ["in order to"] = "to",
                },
            },
        },
    });

    [Theory]
    [InlineData("Utilize the app in order to print.", "Use the app to print.")]
    [InlineData("In order to print, utilize it.", "To print, use it.")]
    [InlineData("It is utilized.", "It is utilized.")]
    [InlineData("The UTILIZE switch", "The UTILIZE switch")]
    [InlineData("Call `utilize` or utilize it.", "Call `utilize` or use it.")]
    [InlineData("Press **Utilize** to utilize it.", "Press **Utilize** to use it.")]
    [InlineData("Choose \"utilize\" or “utilize”, then utilize it.", "Choose \"utilize\" or “utilize”, then use it.")]
    [InlineData("[utilize](https://utilize.example) it", "[use](https://utilize.example) it")]
    [InlineData("Open utilize.json, utilize 3.5", "Open utilize.json, use 3.5")]
    [InlineData("1. utilize\n2. utilize `utilize`", "1. use\n2. use `utilize`")]
    [InlineData("| utilize | a |\n|---|---|\n| `utilize` | utilize |", "| use | a |\n|---|---|\n| `utilize` | use |")]
    public void Words_of_the_lexicon_are_replaced_and_facts_are_not_touched(string text, string expected)
    {
        var claim = Claim(text, "en");
        var styled = Assert.Single(Writer.Style([claim]));
        Assert.Equal(expected, styled.Text);
        Assert.Equal(text, styled.Quote);
    }

    [Fact]
    public void Another_language_stays_as_it_is()
    {
        Assert.Equal("utilize", Assert.Single(Writer.Style([Claim("utilize", "de")])).Text);
        Assert.Equal("Ja.", Writer.Frame("Ja.", "de"));
    }

    [Fact]
    public void An_answer_stands_between_greeting_and_closing() =>
        Assert.Equal("Good question.\n\nYes.\n\nAll clear?", Writer.Frame("Yes.", "en"));

    private static Claim Claim(string text, string language)
    {
        var chunk = Shop.English[0] with { Language = language };
        return new Claim(chunk, text, text, ClaimShape.Sentence, 0);
    }
}
