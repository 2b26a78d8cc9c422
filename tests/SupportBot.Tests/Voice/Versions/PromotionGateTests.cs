using SupportBot.Core.Evaluation;
using SupportBot.Core.Voice.Versions;

namespace SupportBot.Tests.Voice.Versions;

public sealed class PromotionGateTests
{
    private static VoiceEvaluation Passing => Evaluations.Passing;

    public static TheoryData<string, Func<VoiceEvaluation, VoiceEvaluation>> Refused => new()
    {
        { "Both models wrote 19 answers; at least 20 are needed.", e => e with { Answers = 19 } },
        { "There were 9 questions without an answer", e => e with { Unanswerable = 9 } },
        { "The voice is not significantly better by any measure.", e => Voice(e, new Estimate(1, -.1, 2)) },
        { "The voice is worse by rules: -8.00 to -2.00.", e => Voice(e, new Estimate(-2, -3, -1)) },
        {
            "Fact failures are up: 5.0 % to 5.0 % of the answers.",
            e => e with { FactFailures = e.FactFailures with { Change = new Estimate(.03, -.01, .07) } }
        },
        {
            "Fact failures are up",
            e => e with { FactFailures = e.FactFailures with { Change = new Estimate(.015, .005, .03) } }
        },
        {
            "Refusals are down: 90.0 % to 90.0 %",
            e => e with { Refusals = e.Refusals with { Change = new Estimate(-.05, -.1, 0) } }
        },
    };

    [Fact]
    public void A_better_voice_with_as_many_facts_and_refusals_passes() =>
        Assert.Empty(PromotionGate.Objections(Passing));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Each_part_of_the_gate_can_refuse(string objection, Func<VoiceEvaluation, VoiceEvaluation> change) =>
        Assert.Contains(
            PromotionGate.Objections(change(Passing)),
            told => told.StartsWith(objection, StringComparison.Ordinal));

    [Fact]
    public void A_small_rise_that_may_be_chance_passes() => Assert.Empty(PromotionGate.Objections(Passing with
    {
        FactFailures = Passing.FactFailures with { Change = new Estimate(.02, -.01, .05) },
        Refusals = Passing.Refusals with { Change = new Estimate(-.02, -.06, .02) },
    }));

    [Fact]
    public void Without_an_evaluation_nothing_passes() =>
        Assert.Equal(["It was not evaluated."], PromotionGate.Objections(null));

    private static VoiceEvaluation Voice(VoiceEvaluation evaluation, Estimate change) =>
        evaluation with { Voice = [evaluation.Voice[0] with { Change = change }] };
}
