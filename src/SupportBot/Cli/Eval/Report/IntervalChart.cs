using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval.Report;

// A figure, and that of the baseline run if there is one.
internal sealed record ChartRow(string Title, Estimate Now, Estimate? Before);

// Point estimates with confidence intervals as SVG.
internal sealed class IntervalChart
{
    private const int Width = 720;
    private const int Left = 230;
    private const int Right = 690;
    private const int Top = 14;
    private const int RowHeight = 34;

    // Vertical offset of the two bars from the middle of a row.
    private const int Apart = 6;

    private readonly IReadOnlyList<ChartRow> _rows;
    private readonly AnswerFigure _unit;
    private readonly double _most;

    // The figure tells the unit of all rows, of which there is at least one.
    public IntervalChart(IReadOnlyList<ChartRow> rows, AnswerFigure unit)
    {
        (_rows, _unit) = (rows, unit);
        _most = unit.Unit == FigureUnit.Share
            ? 1
            : RoundUp(rows.Max(row => Math.Max(row.Now.High, row.Before?.High ?? 0)));
    }

    private int Bottom => Top + _rows.Count * RowHeight;

    public Html Draw(string id, string title) => Html.Of($"""
        <div class="chart"><svg viewBox="0 0 {Width} {Bottom + 30}" role="img" aria-labelledby="{id}-title {id}-desc">
        <title id="{id}-title">{title}</title>
        <desc id="{id}-desc">{Description}. The table below has the same figures.</desc>
        {Html.Each(Enumerable.Range(0, 5), i => Tick(i / 4.0))}
        {Html.Each(_rows.Index(), row => Row(row.Index, row.Item))}
        </svg></div>

        """);

    private string Description => string.Join("; ", _rows.Select(Described));

    private string Described(ChartRow row) =>
        $"{row.Title}: {FigureText.Of(_unit, row.Now.Mean)}, 95 % interval {FigureText.Interval(_unit, row.Now)}";

    private Html Tick(double share)
    {
        var x = X(share * _most);
        var label = FigureText.Of(_unit, share * _most).Replace(".0 %", " %", StringComparison.Ordinal);
        var text = Html.Of($"""<text class="tick" x="{x:0.#}" y="{Bottom + 20}">{label}</text>""");
        return Html.Of($"""
            <line class="grid" x1="{x:0.#}" x2="{x:0.#}" y1="{Top}" y2="{Bottom}"/>{text}

            """);
    }

    private Html Row(int index, ChartRow row)
    {
        var middle = Top + index * RowHeight + RowHeight / 2;
        var earlier = row.Before is { } estimate ? Bar(estimate, middle + Apart, "before") : Html.None;
        return Html.Of($"""
            <text class="label" x="{Left - 12}" y="{middle + 4}">{row.Title}</text>
            {Bar(row.Now, row.Before is null ? middle : middle - Apart, "now")}{earlier}

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
