using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval.Report;

internal static class FigureTable
{
    private static readonly Html Columns = new(
        """<th scope="col">Figure</th><th scope="col">Better</th><th scope="col">Value</th>"""
        + """<th scope="col">95 % interval</th>""");

    private static readonly Html ComparedColumns = new(
        """<th scope="col">Before</th><th scope="col">Change, paired</th>""");

    public static Html Of(IReadOnlyList<AnswerFigure> figures, AnswerOutcome outcome, string caption)
    {
        var before = outcome.FiguresBefore;
        return Html.Of($"""
            <table><caption>{caption}</caption>
            <thead><tr>{Columns}{(before is null ? Html.None : ComparedColumns)}</tr></thead>
            <tbody>{Html.Each(figures, figure => Row(figure, outcome, before))}</tbody></table>

            """);
    }

    private static Html Row(AnswerFigure figure, AnswerOutcome outcome, OrderedDictionary<string, Estimate?>? before)
    {
        var way = figure.Better switch { FigureDirection.More => "higher", FigureDirection.Less => "lower", _ => "" };
        var head = Html.Of($"""<th scope="row">{figure.Title}{Note(figure, outcome)}</th><td>{way}</td>""");
        if (outcome.Figures[figure.Name] is not { } value)
        {
            var columns = before is null ? 2 : 4;
            return Html.Of($"""
                <tr>{head}<td colspan="{columns}">not measured: no question of the set adds to it</td></tr>
                """);
        }
        var mean = Number(FigureText.Of(figure, value.Mean));
        var interval = Number(FigureText.Interval(figure, value));
        return Html.Of($"<tr>{head}{mean}{interval}{Since(figure, outcome, before)}</tr>");
    }

    private static Html Note(AnswerFigure figure, AnswerOutcome outcome)
    {
        if (outcome.Missed.FirstOrDefault(bound => bound.Figure == figure.Name) is not { } missed) return Html.None;
        var limit = figure.Better == FigureDirection.More ? "least" : "most";
        return Html.Of($"""
            <br><strong class="bad">must be at {limit} {FigureText.Of(figure, missed.Bound)}</strong>
            """);
    }

    private static Html Since(AnswerFigure figure, AnswerOutcome outcome, OrderedDictionary<string, Estimate?>? before)
    {
        if (before is null) return Html.None;
        var earlier = Number(before[figure.Name] is { } value ? FigureText.Of(figure, value.Mean) : "not measured");
        if (!outcome.Changes.TryGetValue(figure.Name, out var change))
            return Html.Of($"{earlier}<td>no common question</td>");
        var mean = FigureText.Signed(figure, change.Mean);
        var verdict = FigureText.Verdict(figure, change);
        var interval = $"{FigureText.Signed(figure, change.Low)} to {FigureText.Signed(figure, change.High)}";
        return Html.Of($"""
            {earlier}<td class="number">{mean} {verdict}<br><span class="soft">{interval}</span></td>
            """);
    }

    private static Html Number(string text) => Html.Of($"""<td class="number">{text}</td>""");
}
