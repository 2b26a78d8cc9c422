using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval.Report;

internal static class FigureTable
{
    public static Html Of(IReadOnlyList<AnswerFigure> figures, AnswerOutcome outcome, string caption)
    {
        var before = outcome.FiguresBefore;
        return Html.Of(
            $"""
            <table><caption>{caption}</caption>
            <thead><tr><th scope="col">Figure</th><th scope="col">Better</th><th scope="col">Value</th><th scope="col">95 % interval</th>{(
                before is null
                    ? Html.None
                    : new Html("""<th scope="col">Before</th><th scope="col">Change, paired</th>""")
            )}</tr></thead>
            <tbody>{Html.Each(figures, figure => Row(figure, outcome, before))}</tbody></table>

            """);
    }

    private static Html Row(AnswerFigure figure, AnswerOutcome outcome, OrderedDictionary<string, Estimate?>? before)
    {
        var missed = outcome.Missed.FirstOrDefault(bound => bound.Figure == figure.Name);
        var note = missed is null
            ? Html.None
            : Html.Of(
                $"""<br><strong class="bad">must be at {(figure.Better == FigureDirection.More ? "least" : "most")} {FigureText.Of(figure, missed.Bound)}</strong>"""
            );
        var way = figure.Better switch { FigureDirection.More => "higher", FigureDirection.Less => "lower", _ => "" };
        return outcome.Figures[figure.Name] is { } value
            ? Html.Of(
                $"""<tr><th scope="row">{figure.Title}{note}</th><td>{way}</td><td class="number">{FigureText.Of(figure, value.Mean)}</td><td class="number">{FigureText.Interval(figure, value)}</td>{Since(figure, outcome, before)}</tr>"""
            )
            : Html.Of(
                $"""<tr><th scope="row">{figure.Title}{note}</th><td>{way}</td><td colspan="{(before is null ? 2 : 4)}">not measured: no question of the set adds to it</td></tr>"""
            );
    }

    private static Html Since(AnswerFigure figure, AnswerOutcome outcome, OrderedDictionary<string, Estimate?>? before)
    {
        if (before is null) return Html.None;
        var earlier = before[figure.Name] is { } value ? FigureText.Of(figure, value.Mean) : "not measured";
        return outcome.Changes.TryGetValue(figure.Name, out var change)
            ? Html.Of(
                $"""<td class="number">{earlier}</td><td class="number">{FigureText.Signed(figure, change.Mean)} {FigureText.Verdict(figure, change)}<br><span class="soft">{FigureText.Signed(figure, change.Low)} to {FigureText.Signed(figure, change.High)}</span></td>"""
            )
            : Html.Of($"""<td class="number">{earlier}</td><td>no common question</td>""");
    }
}
