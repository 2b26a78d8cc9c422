using System.Text;
using SupportBot.Cli.Eval.Report;

namespace SupportBot.Cli.Compare;

internal static class ComparisonMarkdown
{
    public static string Of(Comparison comparison)
    {
        var text = new StringBuilder();
        text.Append(ComparisonText.Title(comparison)).Append("\n\n");
        foreach (var line in ComparisonText.Notes(comparison)) text.Append(line).Append("\n\n");
        Table(
            text, ["", .. comparison.Arms.Select(arm => arm.Arm.Name())],
            new ComparisonTable(comparison).Rows().GroupBy(row => row.Group).SelectMany(group => group.Select(
                IReadOnlyList<string> (row, i) =>
                [
                    i == 0 ? $"**{group.Key}**: {row.Title}" : row.Title,
                    .. row.Cells.Select(cell => ComparisonText.Of(row, cell)),
                ])));
        text.Append("\n## Decision guide\n\n");
        Table(
            text, ["What you need", "Choose", "Because"],
            new DecisionGuide(comparison).Lines().Select(
                IReadOnlyList<string> (line) => [line.Need, line.Choice, line.Because]));
        text.Append("\n## Published elsewhere, on other questions\n\n");
        foreach (var anchor in PublishedAnchor.All)
            text.Append("- ").Append(anchor.Finding).Append(" (").Append(anchor.Source).Append(")\n");
        return text.ToString();
    }

    private static void Table(
        StringBuilder text, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(text, head);
        Row(text, [.. head.Select(_ => "---")]);
        foreach (var row in rows) Row(text, row);
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells)
            text.Append("| ").Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(' ');
        text.Append("|\n");
    }
}

internal static class ComparisonText
{
    public static string Title(Comparison comparison) =>
        $"# {comparison.Stamp.Questions}: retrieval, tuning, and both, {comparison.Stamp.At:yyyy-MM-dd}";

    public static IEnumerable<string> Notes(Comparison comparison)
    {
        var stamp = comparison.Stamp;
        yield return $"{comparison.Answerable} answerable and {comparison.Unanswerable} unanswerable questions over "
            + $"{stamp.Documents} documents with {stamp.Sections} sections; SupportBot {stamp.Version.Split('+')[0]}. "
            + "In parentheses: the 95 % interval and the number of values; after Δ the paired difference from "
            + $"“{comparison.Baseline.Arm.Name()}” with its interval.";
        foreach (var same in comparison.Arms.Where(arm => arm.Cases is null).GroupBy(arm => arm.Note))
            yield return
                $"Not measured: {string.Join(", ", same.Select(arm => $"“{arm.Arm.Name()}”"))} ({same.Key}).";
        if (comparison.IsIndicative)
            yield return "**Indicative only**: fewer than 200 answerable or 60 unanswerable questions.";
        if (comparison.Arms.Any(arm => arm.IsStub))
            yield return "**stub=true**: a double stood in for a model. Its arms show what calls take, and nothing "
                + "about answers.";
    }

    public static string Of(ComparisonRow row, ComparisonCell cell) => cell switch
    {
        ComparisonCell.Measured measured => Of(row, measured),
        ComparisonCell.Said said => said.Text,
        ComparisonCell.NotMeasured { Why: "" } => "not measured",
        ComparisonCell.NotMeasured missing => $"not measured ({missing.Why})",
        _ => throw new InvalidOperationException("There is a kind of cell that has no text."),
    };

    private static string Of(ComparisonRow row, ComparisonCell.Measured cell)
    {
        var figure = row.Figure!;
        var text = $"{FigureText.Of(figure, cell.Value.Mean)} ({FigureText.Interval(figure, cell.Value)}; "
            + $"n = {cell.Count})";
        if (cell.Change is { } change)
            text += $" Δ {FigureText.Signed(figure, change.Mean)} ({FigureText.Signed(figure, change.Low)} to "
                + $"{FigureText.Signed(figure, change.High)})";
        return cell.IsStub ? $"{text} stub=true" : text;
    }
}
