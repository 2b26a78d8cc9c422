using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval.Report;

// Point estimates with confidence intervals as SVG, each above that of the baseline run if there is one.
internal sealed class IntervalChart
{
    private const int Width = 720;
    private const int Left = 230;
    private const int Right = 690;
    private const int Top = 14;
    private const int RowHeight = 34;

    // Vertical offset of the two bars from the middle of a row.
    private const int Apart = 6;

    private readonly IReadOnlyList<AnswerFigure> _figures;
    private readonly AnswerOutcome _outcome;
    private readonly OrderedDictionary<string, Estimate?>? _before;
    private readonly double _most;

    public IntervalChart(IReadOnlyList<AnswerFigure> figures, AnswerOutcome outcome)
    {
        (_figures, _outcome, _before) = (figures, outcome, outcome.FiguresBefore);
        _most = figures[0].Unit == FigureUnit.Share ? 1 : RoundUp(figures.Max(Highest));
    }

    private double Highest(AnswerFigure figure) =>
        Math.Max(_outcome.Figures[figure.Name]!.Value.High, _before?[figure.Name]?.High ?? 0);

    private int Bottom => Top + _figures.Count * RowHeight;

    public Html Draw(string id, string title) => Html.Of($"""
        <div class="chart"><svg viewBox="0 0 {Width} {Bottom + 30}" role="img" aria-labelledby="{id}-title {id}-desc">
        <title id="{id}-title">{title}</title>
        <desc id="{id}-desc">{Description}. The table below has the same figures.</desc>
        {Html.Each(Enumerable.Range(0, 5), i => Tick(i / 4.0))}
        {Html.Each(_figures.Index(), row => Row(row.Index, row.Item))}
        </svg></div>

        """);

    private string Description => string.Join("; ", _figures.Select(Described));

    private string Described(AnswerFigure figure)
    {
        var estimate = _outcome.Figures[figure.Name]!.Value;
        var interval = FigureText.Interval(figure, estimate);
        return $"{figure.Title}: {FigureText.Of(figure, estimate.Mean)}, 95 % interval {interval}";
    }

    private Html Tick(double share)
    {
        var x = X(share * _most);
        var label = FigureText.Of(_figures[0], share * _most).Replace(".0 %", " %", StringComparison.Ordinal);
        var text = Html.Of($"""<text class="tick" x="{x:0.#}" y="{Bottom + 20}">{label}</text>""");
        return Html.Of($"""
            <line class="grid" x1="{x:0.#}" x2="{x:0.#}" y1="{Top}" y2="{Bottom}"/>{text}

            """);
    }

    private Html Row(int index, AnswerFigure figure)
    {
        var middle = Top + index * RowHeight + RowHeight / 2;
        var before = _before?[figure.Name];
        var earlier = before is { } estimate ? Bar(estimate, middle + Apart, "before") : Html.None;
        return Html.Of($"""
            <text class="label" x="{Left - 12}" y="{middle + 4}">{figure.Title}</text>
            {Bar(_outcome.Figures[figure.Name]!.Value, before is null ? middle : middle - Apart, "now")}{earlier}

            """);
    }

    private Html Bar(Estimate estimate, int y, string run)
    {
        var line = Html.Of($"""<line x1="{X(estimate.Low):0.#}" x2="{X(estimate.High):0.#}" y1="{y}" y2="{y}"/>""");
        return Html.Of($"""
            <g class="{run}">{line}<circle cx="{X(estimate.Mean):0.#}" cy="{y}" r="4.5"/></g>
            """);
    }

    private double X(double value) => Left + (Right - Left) * Math.Clamp(value / _most, 0, 1);

    // Rounds up to 1, 2 or 4 times a power of ten, so that quarters are round numbers.
    private static double RoundUp(double value)
    {
        if (value <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return new[] { 1.0, 2, 4, 10 }.First(factor => value <= factor * power) * power;
    }
}
