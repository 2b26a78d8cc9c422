using SupportBot.Brands;
using SupportBot.Core.Voice.Style;
using SupportBot.Settings;

namespace SupportBot.Tests.Voice.Style;

public sealed class VoiceGateTests
{
    private static readonly string Brands = Path.Combine(AppContext.BaseDirectory, "brands");

    private static readonly VoiceGate Gate = BrandTexts.Gate(
        new BrandOptions { Name = "larkspur", Path = Brands },
        VoiceFile.Read(Path.Combine(Brands, "larkspur", VoiceFile.Name)), "en");

    private const string Own =
        "Lovely question! You'll find your orders under the little heart, and it's just one click. If the page "
            + "stays empty, don't worry – it only takes a minute until the order appears. Still nothing? Send us the "
            + "number of your order, and we'll find out where it's hiding!";

    private const string Other =
        "The orders are listed on the page of the account. If an order is missing, the payment was not completed. In "
            + "that case, repeat the order. The number of the order is shown in the confirmation. Keep this number, "
            + "because the support team needs it in order to find the order.";

    [Fact]
    public void A_text_in_the_voice_is_told_from_another_by_classifier_and_rules()
    {
        var (own, other) = (Gate.Measure(Own), Gate.Measure(Other));
        Assert.True(own.Classifier > .8 && other.Classifier < .2, $"{own} {other}");
        Assert.True(own.Rules < other.Rules, $"{own} {other}");
        Assert.Equal((1, 0), (own.Moves, other.Moves));
    }

    [Fact]
    public void Scores_stand_between_floor_and_ceiling_of_the_brand()
    {
        var scores = Gate.Score([Own, Other]);
        var classifier = scores.Classifier!;
        Assert.True(classifier.Ceiling!.Value.Low > classifier.Floor!.Value.High, $"{classifier}");
        Assert.True(classifier.Score.Low < classifier.Score.Mean, $"{classifier}");
        Assert.True(scores.Stylometry!.Ceiling!.Value.Mean < scores.Stylometry.Floor!.Value.Mean, $"{scores}");
        Assert.True(scores.Rules.Ceiling!.Value.Mean < scores.Rules.Floor!.Value.Mean, $"{scores}");
    }

    [Fact]
    public void Without_enough_texts_only_the_rules_are_measured()
    {
        var measures = new VoiceGate(Core.Voice.VoiceProfile.None, "en", [Own], [Other]).Measure(Own);
        Assert.Equal((null, null), (measures.Classifier, measures.Stylometry));
        Assert.Equal(0, measures.Rules);
    }
}
