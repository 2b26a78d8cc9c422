using System.Globalization;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Compare;

// The rows of the table, filled from what was measured.
internal sealed class ComparisonTable(Comparison comparison)
{
    private const string NoModel = "no model is trained";
    private const double HoursOfMonth = 730;

    public IReadOnlyList<ComparisonRow> Rows() =>
    [
        Texts("What changes", "What a change is made in", arm => new ComparisonCell.Said(arm.Artifact)),
        Probed("Knowledge update", ComparisonFigures.UpdateSeconds, probe => probe.Seconds),
        Probed("Knowledge update", ComparisonFigures.Stale, probe => probe.Stale),
        .. Figures("Accuracy on your data", "factRecall", "goldCited", "wronglyRefused", "hit5", "ndcg10"),
        .. Figures("Hallucination risk", "unsupportedClaims", "falseAnswers", "failedChecks"),
        .. Costs(),
        .. Times(),
        .. Figures("Style transfer", "voiceRules", "voiceClassifier", "voiceStylometry"),
        Never("Style transfer", "Preferred by people who do not know the arm", "needs people to compare pairs"),
        .. Figures("Performance", "p50ms", "p95ms", "firstShownP50ms", "promptTokens"),
        .. Figures("Security and auditability", "validClaims"),
        Probed("Security and auditability", ComparisonFigures.Leaked, probe => probe.Leaked),
        Texts("Security and auditability", "What an answer can be traced to", Traced),
    ];

    private IEnumerable<ComparisonRow> Costs()
    {
        const string group = "Cost";
        yield return Figure(group, "promptTokens");
        yield return Figure(group, "completionTokens");
        if (comparison.Costs.HasPrices)
            yield return Figure(group, "cost");
        else
            yield return Never(group, "Cost of an answer", "set Models:InputPrice and Models:OutputPrice");
        yield return Tuned(group, "Training", Money(comparison.Costs.Training, "give --training-cost"));
        yield return Tuned(group, "Hosting for a month", Money(
            comparison.Costs.HostingPerHour * (decimal)HoursOfMonth, "give --hosting-per-hour"));
        yield return Tuned(group, "Answers in a month from which hosting pays off", BreakEven());
    }

    private IEnumerable<ComparisonRow> Times()
    {
        const string group = "Implementation time";
        yield return Texts(group, "Seconds to read the documents and make vectors", arm => arm.Arm.Retrieves()
            ? new ComparisonCell.Said(comparison.Costs.ReadSeconds.ToString("0.0", CultureInfo.InvariantCulture))
            : new ComparisonCell.Said("none"));
        yield return Tuned(group, "Hours of training", comparison.Costs.TrainingHours is { } hours
            ? new ComparisonCell.Said(hours.ToString("0.##", CultureInfo.InvariantCulture))
            : new ComparisonCell.NotMeasured("give --training-hours"));
    }

    // What the arm without tuning pays for an answer more than the tuned one has to cover the hosting.
    private ComparisonCell BreakEven()
    {
        var cost = comparison.Figures.Named("cost");
        if (comparison.Costs.HostingPerHour is not { } hosting || !comparison.Costs.HasPrices)
            return new ComparisonCell.NotMeasured("needs prices and --hosting-per-hour");
        if (Mean(ComparisonArm.Retrieving, cost) is not { } plain
            || Mean(ComparisonArm.TunedRetrieving, cost) is not { } tuned)
            return new ComparisonCell.NotMeasured("needs both arms with retrieval and a model");
        return plain <= tuned
            ? new ComparisonCell.Said("never: a tuned answer costs as much or more")
            : new ComparisonCell.Said(
                ((double)hosting * HoursOfMonth / (plain - tuned)).ToString("#,0", CultureInfo.InvariantCulture));
    }

    private double? Mean(ComparisonArm arm, AnswerFigure figure) =>
        comparison[arm].Cases is { } cases ? figure.Over(cases)?.Mean : null;

    private static ComparisonCell Traced(ArmResult arm) => new ComparisonCell.Said(arm.Arm.Retrieves()
        ? "cited sections; audit record with passages, checks and versions"
        : "nothing: there is no source");

    private IEnumerable<ComparisonRow> Figures(string group, params IEnumerable<string> names) =>
        names.Select(name => Figure(group, name));

    private ComparisonRow Figure(string group, string name)
    {
        var figure = comparison.Figures.Named(name);
        return new(group, figure.Title, figure, [.. comparison.Arms.Select(arm => Cell(arm, figure))]);
    }

    private ComparisonCell Cell(ArmResult arm, AnswerFigure figure)
    {
        if (arm.Cases is not { } cases) return new ComparisonCell.NotMeasured("");
        if (arm.IsStub && !IsMechanics(figure)) return new ComparisonCell.NotMeasured("stub=true");
        if (figure.Over(cases) is not { } value)
            return new ComparisonCell.NotMeasured("no question of the set adds to it");
        var count = cases.Sum(one => one.Values.GetValueOrDefault(figure.Name)?.Count ?? 0);
        var isComparable = arm != comparison.Baseline
            && (!comparison.Baseline.IsStub || IsMechanics(figure));
        return new ComparisonCell.Measured(
            value, count, isComparable ? figure.Since(comparison.Baseline.Cases!, cases) : null, arm.IsStub);
    }

    // A double tells nothing about answers, but something about what calls take.
    private static bool IsMechanics(AnswerFigure figure) =>
        figure.Unit is FigureUnit.Milliseconds or FigureUnit.Money
        || figure.Name is "promptTokens" or "completionTokens";

    private ComparisonRow Probed(
        string group, AnswerFigure figure, Func<UpdateProbe, IReadOnlyList<double>> values) =>
        new(group, figure.Title, figure, [.. comparison.Arms.Select(arm => Cell(arm, values))]);

    private static ComparisonCell Cell(ArmResult arm, Func<UpdateProbe, IReadOnlyList<double>> values)
    {
        if (arm.Cases is null) return new ComparisonCell.NotMeasured("");
        if (!arm.Arm.Retrieves()) return new ComparisonCell.Said("a new training run");
        if (arm.Updates is not { } probe) return new ComparisonCell.NotMeasured("not run");
        if (arm.IsStub) return new ComparisonCell.NotMeasured("stub=true");
        return values(probe) is { Count: > 0 } found
            ? new ComparisonCell.Measured(UpdateProbe.Over(found), found.Count, null, arm.IsStub)
            : new ComparisonCell.NotMeasured("no probe was answered");
    }

    private ComparisonRow Texts(string group, string title, Func<ArmResult, ComparisonCell> cell) =>
        new(group, title, null, [.. comparison.Arms.Select(arm =>
            arm.Cases is null ? new ComparisonCell.NotMeasured("") : cell(arm))]);

    private ComparisonRow Tuned(string group, string title, ComparisonCell cell) =>
        Texts(group, title, arm => arm.Arm.IsTuned() ? cell : new ComparisonCell.Said(NoModel));

    private ComparisonRow Never(string group, string title, string why) =>
        Texts(group, title, _ => new ComparisonCell.NotMeasured(why));

    private static ComparisonCell Money(decimal? amount, string missing) => amount is { } value
        ? new ComparisonCell.Said(value.ToString("#,0.00", CultureInfo.InvariantCulture))
        : new ComparisonCell.NotMeasured(missing);
}
