using SupportBot.Core.Evaluation;

namespace SupportBot.Cli.Compare;

internal static class ComparisonJson
{
    public static object Of(Comparison comparison) => new
    {
        run = comparison.Stamp,
        answerable = comparison.Answerable,
        unanswerable = comparison.Unanswerable,
        indicative = comparison.IsIndicative,
        baseline = comparison.Baseline.Arm.Name(),
        arms = comparison.Arms.Select(arm => new
        {
            name = arm.Arm.Name(), measured = arm.Cases is not null, stub = arm.IsStub, note = arm.Note,
        }),
        rows = new ComparisonTable(comparison).Rows().Select(row => new
        {
            group = row.Group, title = row.Title, figure = row.Figure?.Name,
            cells = row.Cells.Select((cell, i) => Of(comparison.Arms[i], cell)),
        }),
        guide = new DecisionGuide(comparison).Lines().Select(
            line => new { need = line.Need, choice = line.Choice, because = line.Because }),
        published = PublishedAnchor.All.Select(anchor => new { finding = anchor.Finding, source = anchor.Source }),
    };

    private static object Of(ArmResult arm, ComparisonCell cell) => cell switch
    {
        ComparisonCell.Measured measured => new
        {
            arm = arm.Arm.Name(), value = Interval(measured.Value), n = measured.Count,
            change = measured.Change is { } change ? Interval(change) : null, stub = measured.IsStub,
        },
        ComparisonCell.Said said => new { arm = arm.Arm.Name(), text = said.Text },
        ComparisonCell.NotMeasured missing => new { arm = arm.Arm.Name(), notMeasured = missing.Why },
        _ => throw new InvalidOperationException("There is a kind of cell that has no JSON."),
    };

    private static object Interval(Estimate figure) =>
        new { value = figure.Mean, low = figure.Low, high = figure.High };
}
