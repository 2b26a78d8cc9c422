using System.Globalization;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval.Report;

internal static class FigureText
{
    public static string Of(AnswerFigure figure, double value) => figure.Unit switch
    {
        FigureUnit.Share => Invariant($"{100 * value:0.0} %"),
        FigureUnit.Milliseconds => Invariant($"{value:#,0.#} ms"),
        FigureUnit.Money => Invariant($"{value:0.00####}"),
        _ => Invariant($"{value:#,0.##}"),
    };

    public static string Interval(AnswerFigure figure, Estimate estimate) =>
        $"{Of(figure, estimate.Low)} to {Of(figure, estimate.High)}";

    // With a sign; shares in percentage points.
    public static string Signed(AnswerFigure figure, double value)
    {
        var text = Of(figure, Math.Abs(value)).Replace(" %", " pp", StringComparison.Ordinal);
        return text == Of(figure, 0).Replace(" %", " pp", StringComparison.Ordinal)
            ? text
            : (value < 0 ? "−" : "+") + text;
    }

    // What the confidence interval of the change permits to conclude.
    public static string Verdict(AnswerFigure figure, Estimate change)
    {
        if (figure.Better == FigureDirection.Neither) return "";
        if (change is { Low: 0, High: 0 }) return "no change";
        if (change.Low <= 0 && change.High >= 0) return "no sure change";
        return change.Mean > 0 == (figure.Better == FigureDirection.More) ? "better" : "worse";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
