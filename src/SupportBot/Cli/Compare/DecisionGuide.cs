using SupportBot.Cli.Eval.Report;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Compare;

// What to choose, and the figures that say so. Arms that were not run, or ran on a double, count for nothing.
internal sealed record GuideLine(string Need, string Choice, string Because);

internal sealed class DecisionGuide(Comparison comparison)
{
    private const string Undecided = "not decided";

    public IReadOnlyList<GuideLine> Lines() =>
    [
        Knowledge(),
        Best("Answers must say the key facts", "factRecall"),
        Best("The right document must be cited", "goldCited"),
        Best("A wrong answer costs more than none", "falseAnswers"),
        Best("Every claim must have a source that holds it", "validClaims"),
        Style(),
        Best("An answer must be there at once", "p95ms"),
    ];

    private IEnumerable<ArmResult> Counted => comparison.Arms.Where(arm => arm is { Cases: not null, IsStub: false });

    private GuideLine Knowledge()
    {
        const string need = "Your documents change often";
        var probed = Counted.Where(arm => arm.Updates is { Seconds.Count: > 0 }).ToList();
        if (probed.Count == 0) return new(need, Undecided, "no arm with retrieval was measured");
        var seconds = UpdateProbe.Over(probed[0].Updates!.Seconds).Mean;
        return new(need, "retrieval", FormattableString.Invariant(
            $"a saved document is answered from after {seconds:0.0} s; what a model was tuned on stays")
                + " until the next training");
    }

    private GuideLine Style()
    {
        const string need = "Answers must sound like your brand";
        var figure = comparison.Figures.Named("voiceRules");
        var (plain, voiced) = (comparison[ComparisonArm.Extractive], comparison[ComparisonArm.ExtractiveVoiced]);
        if (comparison[ComparisonArm.TunedRetrieving] is { Cases: not null, IsStub: false }) return Best(need, figure);
        if (plain.Cases is null || voiced.Cases is null) return new(need, Undecided, "no arm was measured");
        if (figure.Since(plain.Cases, voiced.Cases) is not { } change)
            return new(need, Undecided, "no answer was measured");
        var isSure = FigureText.Verdict(figure, change) == "better";
        return new(
            need, isSure ? "the voice's rules first; tune a model if they are not enough" : Undecided,
            $"the rules change the points for 100 words by {FigureText.Signed(figure, change.Mean)} "
                + $"({FigureText.Signed(figure, change.Low)} to {FigureText.Signed(figure, change.High)}); "
                + "no tuned model was measured");
    }

    private GuideLine Best(string need, string figure) => Best(need, comparison.Figures.Named(figure));

    // The best arm, and whether it is surely better than each other one over the same questions.
    private GuideLine Best(string need, AnswerFigure figure)
    {
        var arms = Counted.Where(arm => figure.Over(arm.Cases!) is not null)
            .OrderBy(arm => (figure.Better == FigureDirection.More ? -1 : 1) * figure.Over(arm.Cases!)!.Value.Mean)
            .ToList();
        if (arms.Count < 2) return new(need, Undecided, $"“{figure.Title}” was measured for fewer than two arms");
        var best = arms[0];
        var values = string.Join("; ", arms.Select(arm =>
            $"{arm.Arm.Name()} {FigureText.Of(figure, figure.Over(arm.Cases!)!.Value.Mean)}"));
        var isSure = arms.Skip(1).All(other =>
            figure.Since(other.Cases!, best.Cases!) is { } change && FigureText.Verdict(figure, change) == "better");
        return new(need, isSure ? best.Arm.Name() : $"{Undecided}: no sure difference", $"{figure.Title}: {values}");
    }
}
